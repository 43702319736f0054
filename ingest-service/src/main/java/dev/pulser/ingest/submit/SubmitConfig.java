// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How tasks are taken in, {@code pulser.submit.*}. Read once at start-up; an invalid value stops the service. */
@ConfigMapping(prefix = "pulser.submit")
public interface SubmitConfig {

    /** Requests that wait for Kafka at a time; the next one is told to come again. */
    @WithDefault("2000")
    int maxInFlight();

    /** Tasks in one batch. */
    @WithDefault("1000")
    int maxBatch();
}
