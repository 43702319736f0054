// SPDX-License-Identifier: AGPL-3.0-only
/** The chaos run, against a stack of its own. */
@NullMarked
package dev.pulser.launcher.chaos;

import org.jspecify.annotations.NullMarked;
