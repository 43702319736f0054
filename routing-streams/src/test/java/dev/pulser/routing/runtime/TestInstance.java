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

/** Instance of the service's streams in a separate JVM, so that it can be killed. */
final class TestInstance implements AutoCloseable {

    private static final String RUNNING = "running";

    private final Process process;
    private final Path folder;

    private TestInstance(Process process, Path folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Returns the streams of the service, not started. */
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

    /** Starts an instance with state and log in {@code folder}, without waiting for it. */
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

    /** Returns true when the instance has restored its partitions. */
    boolean running() throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError("the instance has ended: " + Files.readString(folder.resolve("log")));
        }
        return Files.exists(folder.resolve(RUNNING));
    }

    /** Kills the process and waits for its end. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops the instance; kills it when it does not stop within 20 seconds. */
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

    /** Runs the instance until its standard input ends. */
    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[1]);
        var settings = Map.of(
                "pulser.routing.instance-id", folder.getFileName().toString(), "pulser.routing.session-timeout", "6s");
        var streams = of(arguments[0], folder.resolve("state"), settings);
        streams.start(() -> Runtime.getRuntime().halt(1));
        await().forever().until(() -> streams.state() == KafkaStreams.State.RUNNING);
        Files.createFile(folder.resolve(RUNNING));
        while (System.in.read() >= 0) {
            // wait for the end of the input
        }
        streams.close();
        Runtime.getRuntime().halt(0);
    }
}
