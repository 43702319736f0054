// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.channel;

import dev.pulser.telemetry.alert.Alert;

/**
 * Channel that alerts are sent over.
 *
 * <p>Threads: one at a time.
 * <p>Delivery: at least once.
 * <p>Errors: {@link AlertDeliveryException}; a later attempt may succeed.
 */
public interface AlertChannel {

    /** Returns the name of the channel, one word. It is stored with delivered alerts and must never change. */
    String name();

    /** Sends the alert and returns when the receiver has accepted it, within 30 s. */
    void send(Alert alert) throws AlertDeliveryException, InterruptedException;
}
