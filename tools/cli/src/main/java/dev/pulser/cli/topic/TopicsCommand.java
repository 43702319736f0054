// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.topic;

import picocli.CommandLine.Command;

/** Command {@code topics}: group of the commands about topics. */
@Command(name = "topics", description = "Create or check Pulser's topics on a Kafka cluster.")
public final class TopicsCommand {}
