// SPDX-License-Identifier: AGPL-3.0-only
/** Serialization of all records: Avro in the Confluent wire format, JSON at the intake. Entry point: {@code Codecs}. */
@NullMarked
package dev.pulser.contract.codec;

import org.jspecify.annotations.NullMarked;
