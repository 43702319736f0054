// SPDX-License-Identifier: AGPL-3.0-only
/** A check, what it is given, what it finds. */
@NullMarked
package dev.pulser.chaos.check;

import org.jspecify.annotations.NullMarked;
