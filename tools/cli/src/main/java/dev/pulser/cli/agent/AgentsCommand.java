// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent;

import picocli.CommandLine.Command;

/** Command {@code agents}: group of the commands about agents. */
@Command(
        name = "agents",
        description = "List, show, add, change, remove, pause and resume agents, and show their health.")
public final class AgentsCommand {}
