// SPDX-License-Identifier: AGPL-3.0-only
/** Records that are none of what their topic holds. */
@NullMarked
package dev.pulser.chaos.poison;

import org.jspecify.annotations.NullMarked;
