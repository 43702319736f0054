// SPDX-License-Identifier: AGPL-3.0-only
/** Project folder, settings of the environment, and external servers. */
@NullMarked
package dev.pulser.launcher.project;

import org.jspecify.annotations.NullMarked;
