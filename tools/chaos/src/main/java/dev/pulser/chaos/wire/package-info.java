// SPDX-License-Identifier: AGPL-3.0-only
/** Avro records, read and written by the released schemas without classes of Pulser. */
@NullMarked
package dev.pulser.chaos.wire;

import org.jspecify.annotations.NullMarked;
