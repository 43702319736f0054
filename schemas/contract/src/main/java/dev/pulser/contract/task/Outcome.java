// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import java.time.Duration;

/** How one attempt ended. Closed: a new ending is a compile error at every switch that must handle it. */
public sealed interface Outcome {

    /**
     * The agent did it.
     *
     * @param output JSON, as text
     */
    record Succeeded(String output) implements Outcome {}

    /** The agent, or the way to it, failed; {@code failure} says whether another attempt makes sense. */
    record Failed(Failure failure) implements Outcome {}

    /** It was told to stop, and did. */
    record Cancelled() implements Outcome {}

    /**
     * The agent was not asked, because something has to be waited for: a limit, an open breaker, a tool that is not approved. The
     * task waits; no attempt is used up.
     *
     * @param code  slug of what it waits for
     * @param after not before this has passed
     */
    record Deferred(String code, String reason, Duration after) implements Outcome {}
}
