// SPDX-License-Identifier: AGPL-3.0-only
/** Tests of what the load consists of. */
@NullMarked
package dev.pulser.chaos.hammer;

import org.jspecify.annotations.NullMarked;
