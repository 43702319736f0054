// SPDX-License-Identifier: AGPL-3.0-only
/** Output of the commands: tables, colors, error messages and exit codes; {@link dev.pulser.cli.console.Console} is the entry. */
@NullMarked
package dev.pulser.cli.console;

import org.jspecify.annotations.NullMarked;
