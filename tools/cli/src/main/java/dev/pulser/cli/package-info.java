// SPDX-License-Identifier: AGPL-3.0-only
/** Command line of the operator; {@link dev.pulser.cli.OperatorCommands} assembles it. */
@NullMarked
package dev.pulser.cli;

import org.jspecify.annotations.NullMarked;
