// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.running;

import dev.pulser.contract.task.Failure;

/** Why an attempt is not believed in any more. */
public sealed interface Loss {

    /** For people. */
    String reason();

    /** No adapter has begun it, and none will: it can be handed out again as if it had not been. */
    record NotBegun(String reason) implements Loss {}

    /** It may have been done. */
    record Lost(Failure failure) implements Loss {

        @Override
        public String reason() {
            return failure.reason();
        }
    }
}
