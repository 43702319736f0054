// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.agent.health;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Live view of the agents' health: a refreshed table on a terminal, otherwise one line per change. */
final class AgentHealthWatch {

    private final Console console;
    private final boolean json;
    private final Map<String, String> known = new HashMap<>();
    private boolean failed;

    AgentHealthWatch(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    void show(List<JsonNode> agents) {
        failed = false;
        if (isLive()) {
            console.repaint(AgentHealthTable.of(agents).lines(console));
            return;
        }
        for (var agent : agents) {
            var status = agent.path("status").asText();
            if (!status.equals(known.put(agent.path("name").asText(), status))) {
                console.print(json ? agent.toString() : AgentHealthTable.changeOf(agent));
            }
        }
    }

    /** Shows that Pulser could not be reached. */
    void showError(String error) {
        if (isLive()) {
            console.repaint(List.of(console.styled(TextStyle.BAD, error)));
        } else if (!failed) {
            console.info(error);
        }
        failed = true;
    }

    private boolean isLive() {
        return console.isTerminal() && !json;
    }
}
