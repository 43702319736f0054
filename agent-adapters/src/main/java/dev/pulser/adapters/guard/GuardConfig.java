// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.guard;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When an agent is left alone because of what came of its last attempts, {@code pulser.guard.*}. */
@ConfigMapping(prefix = "pulser.guard")
public interface GuardConfig {

    /** Attempts that are looked at together, 2 or more. */
    @WithDefault("20")
    int attempts();

    /** Share of them, above 0 and up to 1, that has to stay unanswered for the agent to be left alone. */
    @WithDefault("0.9")
    double failures();

    /** How long it is left alone before it is tried again, a few attempts at a time. */
    @WithDefault("10s")
    Duration pause();

    /** Attempts that have to be answered then for everything to be as before. */
    @WithDefault("1")
    int successes();

    /** Of an agent that was in trouble within the last minute: repeated attempts for each first one. */
    @WithDefault("0.2")
    double retries();
}
