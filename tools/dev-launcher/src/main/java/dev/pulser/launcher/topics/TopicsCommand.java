// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.topics;

import picocli.CommandLine.Command;

/** Groups the commands about topics. */
@Command(name = "topics", description = "Make or check Pulser's topics on a broker.")
public final class TopicsCommand {}
