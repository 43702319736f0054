// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.limiter;

import java.time.Duration;

/** Result of waiting for admission. */
public sealed interface CallAdmission {

    /** Admitted call. The permit must be closed when the call has ended. */
    record Admitted(CallPermit permit) implements CallAdmission {}

    /**
     * Call that would have to wait longer than its timeout.
     *
     * @param retryAfter approximate time until a retry may succeed
     */
    record Rejected(Duration retryAfter) implements CallAdmission {}
}
