// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.topic;

import org.apache.kafka.common.serialization.Serde;

/** Topic with the serdes of its keys and values. */
public record Topic<K, V>(String name, Serde<K> keys, Serde<V> values) {}
