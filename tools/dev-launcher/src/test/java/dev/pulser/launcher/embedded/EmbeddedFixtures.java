// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import dev.pulser.launcher.embedded.kafka.EmbeddedKafka;
import dev.pulser.launcher.embedded.kafka.KafkaCluster;
import dev.pulser.launcher.process.JitMode;
import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.process.ProcessWatchdog;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Embedded components for tests: free ports, data in a temporary folder, programs unpacked once per build. */
@NullMarked
public final class EmbeddedFixtures {

    private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();

    private EmbeddedFixtures() {}

    public static EmbeddedKafka kafka(Path folder, ProcessWatchdog watchdog) {
        return brokers(folder, watchdog, LoopbackPort.anyFree()).getFirst();
    }

    /** Returns a broker for each port. */
    public static List<EmbeddedKafka> brokers(Path folder, ProcessWatchdog watchdog, Integer... ports) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var libraries = Path.of("target", "lib").toAbsolutePath() + "/*";
        var jvm = new JvmCommand(java, libraries, Path.of("target", "kafka.jsa").toAbsolutePath(), JitMode.QUICK);
        var cluster = new KafkaCluster(folder.resolve("kafka"), List.of(ports));
        return cluster.nodes().stream()
                .map(node ->
                        new EmbeddedKafka(cluster, node, folder.resolve("kafka-%d.log".formatted(node)), jvm, watchdog))
                .toList();
    }

    public static EmbeddedPostgres postgres(Path folder, ProcessWatchdog watchdog) {
        return new EmbeddedPostgres(
                LoopbackPort.anyFree(),
                folder.resolve("postgres"),
                folder.resolve("postgres.log"),
                PROGRAMS.resolve("postgres"),
                new PostgresPasswords("super-secret", "owner-secret", "toolbox-secret"),
                watchdog);
    }

    public static EmbeddedRedis redis(Path folder, ProcessWatchdog watchdog) {
        return new EmbeddedRedis(
                LoopbackPort.anyFree(),
                folder.resolve("redis"),
                folder.resolve("redis.log"),
                new RedisExecutable(System.getenv("PATH"), PROGRAMS.resolve("redis")).find(),
                watchdog);
    }
}
