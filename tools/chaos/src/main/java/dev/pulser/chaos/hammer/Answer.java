// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.hammer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pulser.chaos.history.Phase;

/**
 * What came back over REST.
 *
 * @param phase  what it means for the question
 * @param status 0 where nothing came back
 */
public record Answer(Phase phase, int status, JsonNode body) {

    static Answer of(int status, JsonNode body) {
        // An answer of the 500s may come after the record has left: what became of it is unknown.
        var phase = status < 300 ? Phase.OK : status < 500 ? Phase.FAIL : Phase.INFO;
        return new Answer(phase, status, body);
    }

    static Answer none(Phase phase) {
        return new Answer(phase, 0, MissingNode.getInstance());
    }

    public String text(String field) {
        return body.path(field).asText();
    }
}
