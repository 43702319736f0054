// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.pulser.chaos.history.OperationPhase;

/**
 * Response to a REST request.
 *
 * @param phase  phase of the operation after the response
 * @param status HTTP status; 0 when there was no response
 */
public record RestReply(OperationPhase phase, int status, JsonNode body) {

    static RestReply of(int status, JsonNode body) {
        // After a server error the record may have been written all the same.
        var phase = status < 300 ? OperationPhase.OK : status < 500 ? OperationPhase.FAIL : OperationPhase.INFO;
        return new RestReply(phase, status, body);
    }

    static RestReply none(OperationPhase phase) {
        return new RestReply(phase, 0, MissingNode.getInstance());
    }

    public String text(String field) {
        return body.path(field).asText();
    }
}
