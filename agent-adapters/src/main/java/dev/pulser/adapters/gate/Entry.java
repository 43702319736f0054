// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.gate;

import java.time.Duration;

/** What came of waiting at a gate. */
public sealed interface Entry {

    /** The call may be made; it is over when this is closed. Closing it a second time does nothing. */
    record Open(Pass pass) implements Entry {}

    /**
     * It would have to wait for longer than it can.
     *
     * @param after about when it is worth asking again
     */
    record Full(Duration after) implements Entry {}
}
