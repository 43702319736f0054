// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.guard;

/** Whether an agent may be asked. */
public enum BreakerState {
    CLOSED,
    /** It is left alone. */
    OPEN,
    /** It may be tried again. */
    HALF_OPEN
}
