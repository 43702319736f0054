// SPDX-License-Identifier: AGPL-3.0-only
/** Copy of topics into stores, as Kafka Connect's sinks do it. Entry point: {@link dev.pulser.telemetry.sink.SinkThread}. */
@NullMarked
package dev.pulser.telemetry.sink;

import org.jspecify.annotations.NullMarked;
