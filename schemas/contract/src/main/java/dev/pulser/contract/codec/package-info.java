// SPDX-License-Identifier: AGPL-3.0-only
/** Bytes to records and back: Avro in the Confluent frame everywhere, strict JSON at the door. */
@NullMarked
package dev.pulser.contract.codec;

import org.jspecify.annotations.NullMarked;
