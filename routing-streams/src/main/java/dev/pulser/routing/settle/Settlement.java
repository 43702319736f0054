// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.settle;

import dev.pulser.contract.task.Attempt;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a task whose attempt is over. Closed: a new ending is a compile error wherever it must be handled. */
public sealed interface Settlement {

    /** Done. {@code result} is JSON, as text. */
    record Completed(String result) implements Settlement {}

    /** Another attempt, not before {@code due}. */
    record Retried(Instant due, Attempt attempt) implements Settlement {}

    /** The agent was not asked: again not before {@code due}, with no attempt used up. */
    record Deferred(Instant due, String code, String reason) implements Settlement {}

    /** Given up, with a dead letter. */
    record Failed(String code, String reason, Attempt attempt) implements Settlement {}

    /** Its deadline has passed. */
    record Expired(String reason) implements Settlement {}

    /** It was cancelled, by a person or by its adapter; {@code reason} is null where nobody gave one. */
    record Cancelled(@Nullable String reason) implements Settlement {}

    /** Nobody has begun it: back to the head of its line, with no attempt used up. */
    record HandedBack(String reason) implements Settlement {}
}
