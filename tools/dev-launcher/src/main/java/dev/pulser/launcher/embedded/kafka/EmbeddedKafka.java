// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded.kafka;

import static dev.pulser.launcher.process.LoopbackPort.HOST;

import dev.pulser.launcher.embedded.JvmCommand;
import dev.pulser.launcher.process.ChildProcess;
import dev.pulser.launcher.process.ConditionPolling;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.process.ProcessLog;
import dev.pulser.launcher.process.ProcessSpec;
import dev.pulser.launcher.process.ProcessWatchdog;
import dev.pulser.launcher.process.StackComponent;
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

/** Kafka broker in a separate JVM: a KRaft node on the loopback address. */
public final class EmbeddedKafka implements StackComponent {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_GRACE = Duration.ofSeconds(15);
    /** Ten times the time that the controller needs; a broker that was killed twice in a row is fenced already. */
    private static final Duration FENCE_LIMIT = Duration.ofSeconds(5);

    private static final int REQUEST_TIMEOUT_MILLIS = 2000;

    private final KafkaCluster cluster;
    private final int node;
    private final int port;
    private final Path folder;
    private final Path log;
    private final JvmCommand jvm;
    private final ProcessWatchdog watchdog;
    private @Nullable ChildProcess process;

    /**
     * Creates a broker that is not started yet.
     *
     * @param node number in the cluster, 1 or more
     */
    public EmbeddedKafka(KafkaCluster cluster, int node, Path log, JvmCommand jvm, ProcessWatchdog watchdog) {
        this.cluster = cluster;
        this.node = node;
        this.port = cluster.port(node);
        this.folder = cluster.folderOf(node);
        this.log = log.toAbsolutePath();
        this.jvm = jvm;
        this.watchdog = watchdog;
    }

    @Override
    public String name() {
        return isSingle() ? "Kafka" : "Kafka " + node;
    }

    private boolean isSingle() {
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
        prepare(new BrokerProperties(cluster, node));
        if (isSingle() && wasKilled()) {
            fenceKilledBroker();
        }
        var child = launch("server.properties");
        process = child;
        if (!ConditionPolling.until(START_LIMIT, () -> !child.alive() || ready()) || !child.alive()) {
            throw child.failure(START_LIMIT);
        }
    }

    private ChildProcess launch(String properties) {
        return ChildProcess.start(
                new ProcessSpec(name(), command(folder.resolve(properties)), Map.of(), folder, log), watchdog);
    }

    private boolean wasKilled() {
        var records = cluster.logDir(node);
        return Files.exists(records.resolve("__cluster_metadata-0"))
                && !Files.exists(records.resolve(".kafka_cleanshutdown"));
    }

    /**
     * Runs only the controller until it has fenced the killed broker. In its own metadata that broker is still the
     * leader of all partitions. Started at once, it would resume transactions as that leader, be fenced for its new
     * incarnation, find no leader for a moment, treat the partitions as deleted and drop commit markers: read_committed
     * consumers would stop there forever (Kafka 4.3.1, one replica).
     */
    private void fenceKilledBroker() {
        var output = new ProcessLog(log);
        var before = output.length();
        var controller = launch("controller.properties");
        process = controller;
        ConditionPolling.until(
                START_LIMIT, () -> !controller.alive() || output.contains("controller activation", before));
        ConditionPolling.until(FENCE_LIMIT, () -> !controller.alive() || output.contains("Fencing broker", before));
        controller.stop(STOP_GRACE);
        process = null;
    }

    private void prepare(BrokerProperties settings) {
        try {
            BrokerStorage.format(cluster, node);
            Files.writeString(folder.resolve("logging.properties"), LOGGING);
            Files.writeString(folder.resolve("controller.properties"), settings.controllerProperties());
            Files.writeString(folder.resolve("server.properties"), settings.properties());
        } catch (IOException e) {
            throw new LaunchException(
                    "Cannot write to the Kafka data folder %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private List<String> command(Path properties) {
        return jvm.main(
                "kafka.Kafka",
                List.of(
                        "-Xms64m",
                        isSingle() ? "-Xmx320m" : "-Xmx256m",
                        "-Xss512k",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-Djava.util.logging.config.file=" + folder.resolve("logging.properties")),
                List.of(properties.toString()));
    }

    @Override
    public boolean ready() {
        if (!LoopbackPort.isListening(port)) {
            return false;
        }
        try (var admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS))) {
            // Registered with the controller: before that it responds, but leads no partition.
            return admin.describeCluster().nodes().get(REQUEST_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS).stream()
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
            throw new IllegalStateException("Kafka is not running");
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
