// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Display of the tasks and agents of one poll. */
sealed interface WatchView permits TerminalView, ChangeLogView {

    /** Shows tasks, the newest first, and agents. */
    void show(List<JsonNode> tasks, List<JsonNode> agents);

    /** Shows that Pulser could not be reached. */
    void showError(String error);
}
