// SPDX-License-Identifier: AGPL-3.0-only
/** Command {@code chaos}: fault injection into a stack of its own. */
@NullMarked
package dev.pulser.launcher.chaos;

import org.jspecify.annotations.NullMarked;
