// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import dev.pulser.service.start.ServiceStartException;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Start and stop of the routing service. A failed start, or the end of Kafka Streams, stops the process with exit code
 * 1.
 */
@ApplicationScoped
public class RoutingLifecycle {

    private static final Logger LOG = Logger.getLogger(RoutingLifecycle.class);

    private static final int FAILED = 1;

    private final RoutingStreams streams;
    private @Nullable Thread starter;

    RoutingLifecycle(RoutingStreams streams) {
        this.streams = streams;
    }

    /** Starts in a separate thread, so that health checks are served while the service waits for Kafka. */
    void start(@Observes StartupEvent event) {
        starter = Thread.ofVirtual().name("routing-start").start(this::startStreams);
    }

    private void startStreams() {
        try {
            streams.start(this::streamsEnded);
        } catch (ServiceStartException e) {
            LOG.errorf("Service start failed reason=\"%s\"", e.getMessage());
            Quarkus.asyncExit(FAILED);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the service stops before it has started
        } catch (RuntimeException e) {
            LOG.errorf(e, "Service start failed");
            Quarkus.asyncExit(FAILED);
        }
    }

    private void streamsEnded() {
        LOG.error("Kafka Streams has shut down, stopping the service reason=\"Too many stream threads died\"");
        Quarkus.asyncExit(FAILED);
    }

    void stop(@Observes ShutdownEvent event) {
        if (starter != null) {
            starter.interrupt();
        }
        streams.close();
    }
}
