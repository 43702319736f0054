// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.chat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of asking a model. */
public sealed interface Answer {

    /**
     * It answered.
     *
     * @param counted null where the endpoint does not say what it has counted
     */
    record Whole(
            String text,
            List<ToolRequest> requests,
            Ending ending,
            @Nullable Tokens counted) implements Answer {

        public Whole {
            requests = List.copyOf(requests);
        }
    }

    /**
     * The endpoint refused before the model was asked: nothing was used.
     *
     * @param status     of HTTP, 300 and above
     * @param words      the beginning of what it said, in one line
     * @param retryAfter null where it did not say
     */
    record Refused(int status, String words, @Nullable Duration retryAfter) implements Answer {}

    /** The endpoint could not be reached: nothing was used. */
    record NotReached(String why) implements Answer {}

    /** The endpoint must not be connected to: nothing was used. */
    record Blocked(String why) implements Answer {}

    /** It broke off: what was used nobody says, and what was said is no answer. */
    record Broken(String why) implements Answer {}

    /** What was answered cannot be understood; what was used nobody says. */
    record Malformed(String why) implements Answer {}

    /** It answered more than {@code limit} bytes, and the rest was not read. */
    record TooLarge(int limit) implements Answer {}

    /** Why a model stopped. */
    enum Ending {
        /** It had said everything, or asked for tools. */
        DONE,
        /** It had said as much as it was allowed. */
        LENGTH,
        /** The endpoint suppressed what it was about to say. */
        FILTERED
    }
}
