// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.chat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Response of a model, or the reason why there is none. */
public sealed interface ModelResponse {

    /**
     * Complete response.
     *
     * @param tokens token count of the endpoint; null if it sends none
     */
    record Complete(
            String text,
            List<ToolRequest> requests,
            FinishReason finishReason,
            @Nullable TokenCount tokens) implements ModelResponse {

        public Complete {
            requests = List.copyOf(requests);
        }
    }

    /**
     * HTTP error of the endpoint. Nothing was used.
     *
     * @param status HTTP status, 300 and above
     * @param detail beginning of the body, in one line
     * @param retryAfter delay that the endpoint asks for; null for none
     */
    record Rejected(int status, String detail, @Nullable Duration retryAfter) implements ModelResponse {}

    /** Failed connection. Nothing was used. */
    record Unreachable(String reason) implements ModelResponse {}

    /** Connection that the egress policy forbids. Nothing was used. */
    record Blocked(String reason) implements ModelResponse {}

    /** Incomplete response. Usage is unknown. */
    record ConnectionLost(String reason) implements ModelResponse {}

    /** Invalid response. Usage is unknown. */
    record Malformed(String reason) implements ModelResponse {}

    /** Response of more than {@code limit} bytes; the rest was not read. */
    record TooLarge(int limit) implements ModelResponse {}

    /** Reason why a model stopped. */
    enum FinishReason {
        /** Response complete, or tools requested. */
        STOP,
        /** Output limit reached. */
        LENGTH,
        /** Output suppressed by the endpoint. */
        CONTENT_FILTER
    }
}
