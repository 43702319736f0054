// SPDX-License-Identifier: AGPL-3.0-only
/** Kafka clients that several services share. Entry point: {@link dev.pulser.service.kafka.KafkaClients}. */
@NullMarked
package dev.pulser.service.kafka;

import org.jspecify.annotations.NullMarked;
