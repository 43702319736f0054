// SPDX-License-Identifier: AGPL-3.0-only
/** What the launcher finds: the project's folder, the environment's settings, the user's own servers. */
@NullMarked
package dev.pulser.launcher.project;

import org.jspecify.annotations.NullMarked;
