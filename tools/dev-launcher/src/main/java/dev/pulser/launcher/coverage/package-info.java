// SPDX-License-Identifier: AGPL-3.0-only
/** Command {@code coverage}: line coverage of all modules. */
@NullMarked
package dev.pulser.launcher.coverage;

import org.jspecify.annotations.NullMarked;
