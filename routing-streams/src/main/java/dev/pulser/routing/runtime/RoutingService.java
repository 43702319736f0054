// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process: starts the streams, and ends with exit code 1 and one line that says why when they cannot run. */
@QuarkusMain
public class RoutingService implements QuarkusApplication {

    private static final Logger LOG = LoggerFactory.getLogger(RoutingService.class);

    private static final int FAILED = 1;

    private final RoutingStreams streams;

    RoutingService(RoutingStreams streams) {
        this.streams = streams;
    }

    @Override
    public int run(String... arguments) throws InterruptedException {
        try {
            streams.start(() -> {
                LOG.error("routing-streams ends reason=\"too many stream threads have died, see above\"");
                Quarkus.asyncExit(FAILED);
            });
        } catch (CannotStart e) {
            LOG.error("routing-streams cannot start reason=\"{}\"", e.getMessage());
            return FAILED;
        }
        Quarkus.waitForExit();
        return 0;
    }
}
