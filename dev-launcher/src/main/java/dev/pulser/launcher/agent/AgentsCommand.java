// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent;

import picocli.CommandLine.Command;

/** Groups the commands about agents. */
@Command(name = "agents", description = "Show the agents and how their lanes are; pause and resume them.")
public final class AgentsCommand {}
