// SPDX-License-Identifier: AGPL-3.0-only
/** Service that projects Kafka topics into PostgreSQL and Redis and sends alerts. Entry point: {@link dev.pulser.telemetry.TelemetryLifecycle}. */
@NullMarked
package dev.pulser.telemetry;

import org.jspecify.annotations.NullMarked;
