// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.running;

import dev.pulser.contract.attempt.Failure;

/** Expiry of the lease of an attempt. */
public sealed interface LeaseExpiry {

    /** Returns the reason, a complete sentence. */
    String reason();

    /** Expiry of an attempt that no adapter has started or will start. It is dispatched again and not counted. */
    record NotStarted(String reason) implements LeaseExpiry {}

    /** Expiry of an attempt that may have been executed. */
    record Lost(Failure failure) implements LeaseExpiry {

        @Override
        public String reason() {
            return failure.reason();
        }
    }
}
