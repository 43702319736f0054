// SPDX-License-Identifier: AGPL-3.0-only
/** How the commands speak: tables or JSON, colours only on a terminal, exit codes. */
@NullMarked
package dev.pulser.launcher.cli;

import org.jspecify.annotations.NullMarked;
