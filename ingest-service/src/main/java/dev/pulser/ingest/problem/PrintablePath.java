// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

import dev.pulser.contract.task.TaskRules;
import org.jspecify.annotations.Nullable;

/** What a client wrote, made safe to print. */
final class PrintablePath {

    private PrintablePath() {}

    static String of(@Nullable String text) {
        return TaskRules.shown(text == null ? "" : text);
    }
}
