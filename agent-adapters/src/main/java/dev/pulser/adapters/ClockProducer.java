// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import dev.pulser.contract.time.SteadyClock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;

/** The one place that knows the machine's clock. */
final class ClockProducer {

    private ClockProducer() {}

    @Produces
    @ApplicationScoped
    static Clock clock() {
        return new SteadyClock(Clock.systemUTC(), System::nanoTime); // leases and deadlines go by it
    }
}
