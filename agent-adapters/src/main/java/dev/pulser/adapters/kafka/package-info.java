// SPDX-License-Identifier: AGPL-3.0-only
/** Kafka clients of the service. Entry point: {@link dev.pulser.adapters.kafka.AdapterKafkaClients}. */
@NullMarked
package dev.pulser.adapters.kafka;

import org.jspecify.annotations.NullMarked;
