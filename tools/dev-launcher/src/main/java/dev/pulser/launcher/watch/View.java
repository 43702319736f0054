// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.watch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** One way to show what a look at Pulser found. */
sealed interface View permits Screen, Changes {

    /** The newest tasks first; {@code agents} are their definitions. */
    void show(List<JsonNode> tasks, List<JsonNode> agents);

    /** Pulser does not answer for the moment. */
    void lost(String why);
}
