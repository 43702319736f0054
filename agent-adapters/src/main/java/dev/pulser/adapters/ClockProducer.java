// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The one place that knows the machine's clock. */
final class ClockProducer {

    private ClockProducer() {}

    @Produces
    @ApplicationScoped
    static Clock clock() {
        return Clock.systemUTC();
    }
}
