// SPDX-License-Identifier: AGPL-3.0-only
/** Tests of Avro records. */
@NullMarked
package dev.pulser.chaos.wire;

import org.jspecify.annotations.NullMarked;
