// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How assignments are taken and run, {@code pulser.dispatch.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.dispatch")
public interface DispatchConfig {

    /** Attempts at a time on this instance, 1 or more; above it no more assignments are taken, only withdrawals. */
    @WithDefault("1000")
    int maxRunning();

    /** Bytes of payload that the running attempts may hold together; above it no more assignments are taken. */
    @WithDefault("33554432")
    long maxPayloadBytes();

    /** Between two reports of what is running. A lane takes an attempt back that it has not heard of for 10 s. */
    @WithDefault("2s")
    Duration beat();

    /** How long running attempts may go on after a shutdown began; what is left then is interrupted and reported. */
    @WithDefault("20s")
    Duration drain();
}
