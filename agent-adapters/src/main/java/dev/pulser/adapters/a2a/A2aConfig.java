// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of agents of kind {@code a2a}, {@code pulser.a2a.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.a2a")
public interface A2aConfig {

    /** Time for which an agent card is cached. */
    @WithDefault("5m")
    Duration cardAge();

    /** Largest agent card in bytes. */
    @WithDefault("262144")
    int maxCardBytes();

    /** Largest response or event in bytes, and largest total of artifacts in characters. */
    @WithDefault("1048576")
    int maxResponseBytes();

    /** Delay before the first poll of a task whose agent does not stream; doubles up to {@link #maxPollInterval()}. */
    @WithDefault("500ms")
    Duration pollInterval();

    /** Longest delay between two polls of a task. */
    @WithDefault("10s")
    Duration maxPollInterval();
}
