// SPDX-License-Identifier: AGPL-3.0-only
/** Records as bytes, read and written by the released schemas alone. */
@NullMarked
package dev.pulser.chaos.wire;

import org.jspecify.annotations.NullMarked;
