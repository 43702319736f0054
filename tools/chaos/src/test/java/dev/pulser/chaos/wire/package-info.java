// SPDX-License-Identifier: AGPL-3.0-only
/** Tests of reading and writing by schemas alone. */
@NullMarked
package dev.pulser.chaos.wire;

import org.jspecify.annotations.NullMarked;
