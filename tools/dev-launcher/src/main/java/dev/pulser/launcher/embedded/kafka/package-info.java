// SPDX-License-Identifier: AGPL-3.0-only
/** Kafka brokers in separate JVMs: one broker, or a cluster of three. */
@NullMarked
package dev.pulser.launcher.embedded.kafka;

import org.jspecify.annotations.NullMarked;
