// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded.kafka;

import static dev.pulser.launcher.process.LoopbackPort.HOST;

import dev.pulser.launcher.embedded.JvmCommand;
import dev.pulser.launcher.process.Await;
import dev.pulser.launcher.process.ChildProcess;
import dev.pulser.launcher.process.Launch;
import dev.pulser.launcher.process.LaunchFailure;
import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.process.Part;
import dev.pulser.launcher.process.ProcessLog;
import dev.pulser.launcher.process.Reaper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;

/** A Kafka broker in a JVM of its own: the code that runs in clusters, as a KRaft node on the loopback address. */
public final class EmbeddedKafka implements Part {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_GRACE = Duration.ofSeconds(15);
    /** Ten times as long as the controller needs; one that was killed twice in a row has been given up before. */
    private static final Duration FENCE_LIMIT = Duration.ofSeconds(5);

    private static final int ASK_MILLIS = 2000;

    private final KafkaCluster cluster;
    private final int node;
    private final int port;
    private final Path folder;
    private final Path log;
    private final JvmCommand jvm;
    private final Reaper reaper;
    private @Nullable ChildProcess process;

    /**
     * A broker that is not started yet.
     *
     * @param node its number in the cluster, from 1 on
     */
    public EmbeddedKafka(KafkaCluster cluster, int node, Path log, JvmCommand jvm, Reaper reaper) {
        this.cluster = cluster;
        this.node = node;
        this.port = cluster.port(node);
        this.folder = cluster.folderOf(node);
        this.log = log.toAbsolutePath();
        this.jvm = jvm;
        this.reaper = reaper;
    }

    @Override
    public String name() {
        return alone() ? "Kafka" : "Kafka " + node;
    }

    private boolean alone() {
        return cluster.size() == 1;
    }

    @Override
    public String address() {
        return HOST + ":" + port;
    }

    @Override
    public Path log() {
        return log;
    }

    @Override
    public void start() {
        cluster.requireSameSize();
        prepare(new BrokerSettings(cluster, node));
        if (alone() && wasKilled()) {
            fenceItsFormerSelf();
        }
        var child = launch("server.properties");
        process = child;
        if (!Await.until(START_LIMIT, () -> !child.alive() || ready()) || !child.alive()) {
            throw child.failure(START_LIMIT);
        }
    }

    private ChildProcess launch(String properties) {
        return ChildProcess.start(
                new Launch(name(), command(folder.resolve(properties)), Map.of(), folder, log), reaper);
    }

    private boolean wasKilled() {
        var records = cluster.recordsOf(node);
        return Files.exists(records.resolve("__cluster_metadata-0"))
                && !Files.exists(records.resolve(".kafka_cleanshutdown"));
    }

    /**
     * A killed broker is still the leader of everything in its own metadata. Started at once it takes up transactions as
     * that leader, is then fenced because of its new incarnation, finds no leader for a moment, takes the partitions for
     * deleted and drops commit markers: read_committed consumers stop there for good (Kafka 4.3.1, one replica). So the
     * controller alone runs first, until it has given the dead broker up.
     */
    private void fenceItsFormerSelf() {
        var said = new ProcessLog(log);
        var before = said.length();
        var controller = launch("controller.properties");
        process = controller;
        Await.until(START_LIMIT, () -> !controller.alive() || said.contains("controller activation", before));
        Await.until(FENCE_LIMIT, () -> !controller.alive() || said.contains("Fencing broker", before));
        controller.stop(STOP_GRACE);
        process = null;
    }

    private void prepare(BrokerSettings settings) {
        try {
            BrokerStorage.format(cluster, node);
            Files.writeString(folder.resolve("logging.properties"), LOGGING);
            Files.writeString(folder.resolve("controller.properties"), settings.controllerProperties());
            Files.writeString(folder.resolve("server.properties"), settings.properties());
        } catch (IOException e) {
            throw new LaunchFailure("cannot write Kafka's data folder %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private List<String> command(Path properties) {
        return jvm.main(
                "kafka.Kafka",
                List.of(
                        "-Xms64m",
                        alone() ? "-Xmx320m" : "-Xmx256m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-Djava.util.logging.config.file=" + folder.resolve("logging.properties")),
                List.of(properties.toString()));
    }

    @Override
    public boolean ready() {
        if (!LoopbackPort.answers(port)) {
            return false;
        }
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ASK_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ASK_MILLIS))) {
            // The controller counts it among the brokers: before that it answers, and leads nothing.
            return admin.describeCluster().nodes().get(ASK_MILLIS, TimeUnit.MILLISECONDS).stream()
                    .anyMatch(broker -> broker.port() == port);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void stop() {
        if (process != null) {
            process.stop(STOP_GRACE);
            process = null;
        }
    }

    @Override
    public void kill() {
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    @Override
    public long pid() {
        if (process == null) {
            throw new IllegalStateException("Kafka does not run");
        }
        return process.pid();
    }

    private static final String LOGGING = """
            handlers = java.util.logging.ConsoleHandler
            .level = WARNING
            org.apache.kafka.controller.ReplicationControlManager.level = INFO
            org.apache.kafka.controller.QuorumController.level = INFO
            java.util.logging.ConsoleHandler.formatter = java.util.logging.SimpleFormatter
            java.util.logging.SimpleFormatter.format = %1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n
            """;
}
