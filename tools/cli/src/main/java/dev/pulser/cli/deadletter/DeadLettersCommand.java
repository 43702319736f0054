// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.deadletter;

import picocli.CommandLine.Command;

/** Command {@code dead-letters}: group of the commands about dead letters. */
@Command(
        name = "dead-letters",
        aliases = "dlq",
        description = "List, show, replay and drop dead letters: tasks that failed permanently, and invalid records.")
public final class DeadLettersCommand {}
