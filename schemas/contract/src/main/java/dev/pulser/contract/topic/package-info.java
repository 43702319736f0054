// SPDX-License-Identifier: AGPL-3.0-only
/** Kafka topics: names, serdes and required shapes. Entry point: {@code Topics}. */
@NullMarked
package dev.pulser.contract.topic;

import org.jspecify.annotations.NullMarked;
