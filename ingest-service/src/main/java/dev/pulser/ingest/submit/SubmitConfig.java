// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Submission settings, {@code pulser.submit.*}. Read once at startup; an invalid value stops the service. */
@ConfigMapping(prefix = "pulser.submit")
public interface SubmitConfig {

    /** Requests that may wait for Kafka at a time. Further requests are rejected with 503. */
    @WithDefault("2000")
    int maxInFlight();

    /** Largest number of tasks in a batch. */
    @WithDefault("1000")
    int maxBatch();
}
