// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How agents of kind {@code a2a} are spoken to, {@code pulser.a2a.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.a2a")
public interface A2aConfig {

    /** How long an agent's card is believed. */
    @WithDefault("5m")
    Duration cardAge();

    /** Bytes of a card; a longer one is refused. */
    @WithDefault("262144")
    int maxCardBytes();

    /** Bytes of an answer or of one event, and characters of all artifacts together. */
    @WithDefault("1048576")
    int maxResponseBytes();

    /** Pause before a task is first asked about, where its agent does not tell by itself; doubles up to {@link #pollAtMost()}. */
    @WithDefault("500ms")
    Duration pollFirst();

    /** Longest pause between two questions about a task. */
    @WithDefault("10s")
    Duration pollAtMost();
}
