// SPDX-License-Identifier: AGPL-3.0-only
/** Project folder and settings of the environment. */
@NullMarked
package dev.pulser.launcher.project;

import org.jspecify.annotations.NullMarked;
