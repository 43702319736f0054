// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import dev.pulser.launcher.embedded.kafka.EmbeddedKafka;
import dev.pulser.launcher.embedded.kafka.KafkaCluster;
import dev.pulser.launcher.process.Compilers;
import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.process.Reaper;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** Parts for tests: free ports, data in a temporary folder, programs unpacked once for the whole build. */
@NullMarked
public final class Embedded {

    private static final Path PROGRAMS = Path.of("target", "programs").toAbsolutePath();

    private Embedded() {}

    public static EmbeddedKafka kafka(Path folder, Reaper reaper) {
        return brokers(folder, reaper, LoopbackPort.anyFree()).getFirst();
    }

    /** One for each port. */
    public static List<EmbeddedKafka> brokers(Path folder, Reaper reaper, Integer... ports) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var libraries = Path.of("target", "lib").toAbsolutePath() + "/*";
        var jvm = new JvmCommand(java, libraries, Path.of("target", "kafka.jsa").toAbsolutePath(), Compilers.QUICK);
        var cluster = new KafkaCluster(folder.resolve("kafka"), List.of(ports));
        return cluster.nodes().stream()
                .map(node ->
                        new EmbeddedKafka(cluster, node, folder.resolve("kafka-%d.log".formatted(node)), jvm, reaper))
                .toList();
    }

    public static EmbeddedPostgres postgres(Path folder, Reaper reaper) {
        return new EmbeddedPostgres(
                LoopbackPort.anyFree(),
                folder.resolve("postgres"),
                folder.resolve("postgres.log"),
                PROGRAMS.resolve("postgres"),
                new PostgresPasswords("super-secret", "owner-secret", "toolbox-secret"),
                reaper);
    }

    public static EmbeddedRedis redis(Path folder, Reaper reaper) {
        return new EmbeddedRedis(
                LoopbackPort.anyFree(),
                folder.resolve("redis"),
                folder.resolve("redis.log"),
                new RedisProgram(System.getenv("PATH"), PROGRAMS.resolve("redis")).find(),
                reaper);
    }
}
