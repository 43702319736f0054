// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings of the routing service, {@code pulser.routing.*}. Read once at start; an invalid value stops the service.
 */
@ConfigMapping(prefix = "pulser.routing")
public interface RoutingConfig {

    /** Consumer group and prefix of the changelog topics. All instances must use the same one. */
    @WithDefault("pulser-routing")
    String applicationId();

    /**
     * Static member name of this instance in the group, unique among instances. With it a restarted instance gets its
     * partitions back at once; without it they stay unassigned for {@code session-timeout} after a crash.
     */
    Optional<String> instanceId();

    /** Directory of the state stores, one for each instance. It is restored from the changelogs after a loss. */
    @WithDefault("state/routing")
    Path stateDir();

    /** Stream threads of this instance, 1 or more; threads beyond the number of partitions are idle. */
    @WithDefault("2")
    int threads();

    /** Standby replicas of each state store on other instances, 0 or more; 0 with a single instance. */
    @WithDefault("0")
    int standbys();

    /** Interval between two transactions. A task takes at least two of them. */
    @WithDefault("10ms")
    Duration commitInterval();

    /** Time without heartbeats of an instance after which its partitions are reassigned. */
    @WithDefault("10s")
    Duration sessionTimeout();

    /** Time for which task ids are kept for deduplication. 24 hours or more. */
    @WithDefault("24h")
    Duration duplicateWindow();

    /** Time without heartbeats for an attempt after which its adapter counts as lost. 3 seconds or more. */
    @WithDefault("15s")
    Duration lease();

    /** Largest record in bytes, 600000 or more and at most the broker's {@code message.max.bytes}. */
    @WithDefault("1047552")
    int maxRecordBytes();

    /** Longest time to wait for the broker at start. */
    @WithDefault("60s")
    Duration startTimeout();

    /** Retries of failed attempts. */
    Retry retry();

    /** Order of waiting tasks. */
    Order order();

    /** Off-heap memory of RocksDB, all state stores together. */
    Memory memory();

    /** Retries of failed attempts. */
    interface Retry {

        /**
         * Delays before the second, third, … attempt, each above 0 and at most 1 day; up to a fifth is added as jitter.
         */
        @WithDefault("5s,25s,125s")
        List<Duration> delays();
    }

    /** Order of waiting tasks. */
    interface Order {

        /** Priority aging of waiting tasks. */
        Aging aging();

        /** Time before its deadline from which on a task is promoted by one priority; 0 turns this off. */
        @WithDefault("1m")
        Duration deadlineNear();

        /** Turns of a company, by name, for each turn of a company that is not listed; 1 to 1000. */
        Map<String, Integer> weights();

        /** Time after which a waiting task is promoted by one priority; a long time, such as 365d, turns this off. */
        interface Aging {

            /** Time after which a low task is promoted to medium, above 0. */
            @WithDefault("10m")
            Duration low();

            /** Time after which a medium task is promoted to high, above 0. */
            @WithDefault("5m")
            Duration medium();

            /** Time after which a high task is promoted to critical, above 0. */
            @WithDefault("2m")
            Duration high();
        }
    }

    /** Off-heap memory of RocksDB, all state stores together. */
    interface Memory {

        /** Size of the block cache in bytes, write buffers included. */
        @WithDefault("67108864")
        long cacheBytes();

        /** Size of the write buffers in bytes, at most {@code cache-bytes}. */
        @WithDefault("33554432")
        long writeBufferBytes();
    }
}
