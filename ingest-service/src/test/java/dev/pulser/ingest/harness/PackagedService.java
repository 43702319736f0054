// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Packaged service in a process of its own, without Kafka, PostgreSQL and Redis. */
public final class PackagedService implements AutoCloseable {

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final Process process;
    private final int port;

    private PackagedService(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static PackagedService start() {
        try {
            int port = freePort();
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var builder = new ProcessBuilder(java, "-Xmx160m", "-XX:+UseSerialGC", "-jar", JAR.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(Path.of("target/packaged.log").toFile());
            builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
            builder.environment().put("PULSER_CONTEXT_KEY", "a key of the tests");
            builder.environment().put("PULSER_KAFKA_BOOTSTRAP", "127.0.0.1:1");
            builder.environment().put("PULSER_REDIS_URL", "redis://127.0.0.1:1");
            builder.environment().put("PULSER_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/pulser");
            var service = new PackagedService(builder.start(), port);
            await().atMost(START_LIMIT).until(service::answers);
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError("the service has ended, see target/packaged.log");
        }
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
