// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.runtime;

import static dev.pulser.routing.runtime.TestConfigs.configOf;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.time.MonotonicClock;
import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.RoutingConfig;
import dev.pulser.service.config.KafkaConfig;
import dev.pulser.service.config.TopicsConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;

/** An instance of the service's streams in a JVM of its own, so that it can be killed. */
final class TestInstance implements AutoCloseable {

    private static final String RUNNING = "running";

    private final Process process;
    private final Path folder;

    private TestInstance(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** The streams as the service makes them, not started yet. */
    static RoutingStreams of(String kafka, Path state, Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("pulser.routing.state-dir", state.toString());
        return new RoutingStreams(
                configOf(RoutingConfig.class, all),
                configOf(KafkaConfig.class, Map.of("pulser.kafka.bootstrap", kafka)),
                configOf(TopicsConfig.class, Map.of()),
                Topics.using(Codecs.builtIn()),
                new MonotonicClock(Clock.systemUTC(), System::nanoTime));
    }

    /** Starts one that keeps its state and what it says in {@code folder}; does not wait. */
    static TestInstance start(String kafka, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.deleteIfExists(folder.resolve(RUNNING));
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                TestInstance.class.getName(),
                kafka,
                folder.toString());
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
        return new TestInstance(process, folder);
    }

    /** Whether it has its partitions and all their state. */
    boolean running() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("the instance has ended: " + Files.readString(folder.resolve("log")));
        }
        return Files.exists(folder.resolve(RUNNING));
    }

    /** As kill -9 does. Returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it as the service ends; by force where that takes too long. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The instance itself. It ends when its input does, and so with whoever started it. */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[1]);
        var settings = Map.of(
                "pulser.routing.instance-id", folder.getFileName().toString(), "pulser.routing.session-timeout", "6s");
        var streams = of(arguments[0], folder.resolve("state"), settings);
        streams.start(() -> Runtime.getRuntime().halt(1));
        await().forever().until(() -> streams.state() == KafkaStreams.State.RUNNING);
        Files.createFile(folder.resolve(RUNNING));
        while (System.in.read() >= 0) {
            // Nobody says anything.
        }
        streams.close();
        Runtime.getRuntime().halt(0);
    }
}
