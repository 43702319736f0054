// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.agent.health;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.Style;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows the agents' health while it changes: a table painted over on a terminal, elsewhere a line for every change. */
final class HealthWatch {

    private final Console console;
    private final boolean json;
    private final Map<String, String> known = new HashMap<>();
    private boolean lost;

    HealthWatch(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    void show(List<JsonNode> agents) {
        lost = false;
        if (paints()) {
            console.repaint(HealthTable.of(agents).lines(console));
            return;
        }
        for (var agent : agents) {
            var status = agent.path("status").asText();
            if (!status.equals(known.put(agent.path("name").asText(), status))) {
                console.print(json ? agent.toString() : HealthTable.line(agent));
            }
        }
    }

    /** Pulser does not answer for the moment. */
    void lost(String why) {
        if (paints()) {
            console.repaint(List.of(console.styled(Style.BAD, why)));
        } else if (!lost) {
            console.say(why);
        }
        lost = true;
    }

    private boolean paints() {
        return console.isTerminal() && !json;
    }
}
