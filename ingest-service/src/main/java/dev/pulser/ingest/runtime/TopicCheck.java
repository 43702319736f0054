// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.runtime;

import dev.pulser.service.start.ServiceStartException;
import dev.pulser.service.start.StartCheck;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Check of the topics in the background. The service starts and responds with 503 until Kafka is reachable; topics that are
 * missing or have a wrong shape stop the service.
 */
@Singleton
final class TopicCheck {

    private static final Logger LOG = Logger.getLogger(TopicCheck.class);

    private final StartCheck check;
    private volatile boolean passed;
    private @Nullable Thread thread;

    @Inject
    TopicCheck(StartCheck check) {
        this.check = check;
    }

    void start() {
        thread = Thread.ofVirtual().name("check-topics").start(this::run);
    }

    private void run() {
        try {
            check.run();
            passed = true;
        } catch (ServiceStartException e) {
            LOG.error(e.getMessage());
            Quarkus.asyncExit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Returns true when all topics exist and have the expected shape. */
    boolean passed() {
        return passed;
    }
}
