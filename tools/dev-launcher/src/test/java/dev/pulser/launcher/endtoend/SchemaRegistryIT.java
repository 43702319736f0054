// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.codec.intake.IntakeResult;
import dev.pulser.contract.codec.registry.UnknownSchemaException;
import dev.pulser.launcher.process.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Codecs with a real Apicurio Registry, which {@code -Pregistry} downloads. */
@EnabledIfSystemProperty(named = SchemaRegistryIT.FOLDER, matches = ".+")
class SchemaRegistryIT {

    static final String FOLDER = "pulser.test.registry";

    private static Process server;
    private static URI address;

    @BeforeAll
    static void start() throws IOException {
        int port = LoopbackPort.anyFree();
        var builder = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"), "-Xmx256m", "-jar", "quarkus-run.jar")
                .directory(Path.of(System.getProperty(FOLDER)).toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        // The default management port 9000 may be in use.
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(LoopbackPort.anyFree()));
        builder.environment().put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        server = builder.start();
        address = URI.create("http://127.0.0.1:%d/apis/ccompat/v7".formatted(port));
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(SchemaRegistryIT::isReady);
    }

    private static boolean isReady() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(address + "/subjects")).build();
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        }
    }

    @AfterAll
    static void stop() {
        server.destroy();
    }

    @Test
    void returnsAnIdThatAnotherServiceCanRead() {
        var task = aTask().build();

        var bytes = Codecs.using(address).task().serializer().serialize("pulser.tasks.high", task);

        assertThat(Codecs.using(address).task().deserializer().deserialize("pulser.tasks.high", bytes))
                .isEqualTo(task);
        assertThat(Codecs.using(address).intake().deserializer().deserialize("pulser.tasks.high", bytes))
                .isInstanceOf(IntakeResult.Valid.class);
    }

    @Test
    void registersASchemaOnceForAllTopics() {
        var task = aTask().build();
        var codecs = Codecs.using(address);

        var high = ByteBuffer.wrap(codecs.task().serializer().serialize("pulser.tasks.high", task))
                .getInt(1);
        var low = ByteBuffer.wrap(Codecs.using(address).task().serializer().serialize("pulser.tasks.low", task))
                .getInt(1);

        assertThat(low).isEqualTo(high);
    }

    @Test
    void reportsAnUnknownSchemaId() {
        var bytes = Codecs.using(address).task().serializer().serialize("pulser.tasks.high", aTask().build());
        ByteBuffer.wrap(bytes).putInt(1, 99_999);

        assertThatExceptionOfType(UnknownSchemaException.class)
                .isThrownBy(() -> Codecs.using(address).task().deserializer().deserialize("pulser.tasks.high", bytes));
    }
}
