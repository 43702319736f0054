// SPDX-License-Identifier: AGPL-3.0-only
/** How each fault is dealt, and how it is seen that it was felt. */
@NullMarked
package dev.pulser.chaos.blow;

import org.jspecify.annotations.NullMarked;
