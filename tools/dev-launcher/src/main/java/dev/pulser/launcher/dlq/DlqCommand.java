// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.dlq;

import picocli.CommandLine.Command;

/** Groups the commands about dead letters. */
@Command(name = "dlq", description = "Look at tasks that failed for good; do them again, or put them aside.")
public final class DlqCommand {}
