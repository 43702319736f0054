// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.channel;

import dev.pulser.telemetry.alert.Alert;

/**
 * A way to tell people.
 *
 * <p>Threads: one at a time.
 * <p>Delivery: an alert that was given up half-way may come again.
 * <p>Errors: {@link NotDelivered} whatever went wrong; another try may succeed.
 */
public interface Channel {

    /** One word, the same for ever: it is kept with what was delivered. */
    String name();

    /** Returns once the far end has taken the alert, within half a minute. */
    void send(Alert alert) throws NotDelivered, InterruptedException;
}
