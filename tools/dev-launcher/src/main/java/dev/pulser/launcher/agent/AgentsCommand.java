// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent;

import picocli.CommandLine.Command;

/** Groups the commands about agents. */
@Command(
        name = "agents",
        description = "Show the agents and how they are; add, change and remove them; pause and resume them.")
public final class AgentsCommand {}
