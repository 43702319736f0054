// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Routing settings, {@code pulser.routing.*}. Read once at start-up; an invalid value stops the service. */
@ConfigMapping(prefix = "pulser.routing")
public interface RoutingConfig {

    /** Name of the consumer group, and the beginning of the names of changelogs. All instances share it. */
    @WithDefault("pulser-routing")
    String applicationId();

    /**
     * Name of this instance in the group, different for each. With it an instance that is restarted gets its partitions
     * back at once; without it the others wait for {@link #sessionTimeout()} first.
     */
    Optional<String> instanceId();

    /** Folder for state that is also in changelogs: losing it costs time, nothing else. One for each instance. */
    @WithDefault("state/routing")
    Path stateDir();

    /** Stream threads of this instance; more than there are partitions stay idle. */
    @WithDefault("2")
    int threads();

    /** Instances besides the active one that keep a copy of each partition's state, 0 with one instance. */
    @WithDefault("0")
    int standbys();

    /** Time between two transactions: a task waits for two of them on its way. */
    @WithDefault("10ms")
    Duration commitInterval();

    /** Silence after which the group takes an instance for dead. */
    @WithDefault("10s")
    Duration sessionTimeout();

    /** How long a task id is remembered, so that a repeated submission does not run twice. At least a day. */
    @WithDefault("24h")
    Duration duplicateWindow();

    /** Silence about an attempt after which its adapter is taken for dead. At least 3 s; adapters beat every 2 s. */
    @WithDefault("15s")
    Duration lease();

    /** Largest record in bytes; no more than the broker's {@code message.max.bytes}. */
    @WithDefault("1047552")
    int maxRecordBytes();

    /** How long to wait for the broker at start. */
    @WithDefault("60s")
    Duration startTimeout();

    Retry retry();

    Order order();

    Memory memory();

    /** Attempts at one task. */
    interface Retry {

        /** The pauses before the second, third, … attempt; up to a fifth is added to each. */
        @WithDefault("5s,25s,125s")
        List<Duration> delays();
    }

    /** Who comes next of the tasks that wait for an agent. */
    interface Order {

        Ageing ageing();

        /** A task whose deadline is no further away counts one class higher; zero turns it off. */
        @WithDefault("1m")
        Duration deadlineNear();

        /** Turns of a company, by its name, for each turn of one that is not named here; 1 to 1000. */
        Map<String, Integer> weights();

        /** How long a task waits until it counts one class higher; a long time, such as 365d, turns it off. */
        interface Ageing {

            @WithDefault("10m")
            Duration low();

            @WithDefault("5m")
            Duration medium();

            @WithDefault("2m")
            Duration high();
        }
    }

    /** What RocksDB may use outside of the Java heap, all stores together. */
    interface Memory {

        /** Bytes for blocks read; the write buffers count within it. */
        @WithDefault("67108864")
        long cacheBytes();

        /** Bytes for what is not on disk yet, at most the cache's. */
        @WithDefault("33554432")
        long writeBufferBytes();
    }
}
