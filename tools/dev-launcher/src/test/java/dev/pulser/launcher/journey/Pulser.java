// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.journey;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.topic.Topics;
import dev.pulser.launcher.project.ProjectHome;
import dev.pulser.launcher.stack.DevLauncher;
import dev.pulser.launcher.stack.Progress;
import dev.pulser.launcher.stack.StackOptions;
import dev.pulser.launcher.stack.StackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One stack for all end-to-end tests of a run: broker, PostgreSQL, Redis and the four services as processes of their own.
 * Tests share it and keep apart by agents and task types of their own; one that stops a part starts it again.
 */
final class Pulser implements AutoCloseable {

    private final DevLauncher launcher;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Topics topics = Topics.using(Codecs.builtIn());
    private final TaskApi api;

    private Pulser(DevLauncher launcher) {
        this.launcher = launcher;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        launcher.addresses().kafka(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        2 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        this.api = new TaskApi(launcher.addresses().rest());
    }

    /** A stack of a test's own, whose services have these settings besides. */
    static Pulser own(Map<String, String> settings) {
        try {
            var home = Files.createTempDirectory("pulser-journey");
            var options = new StackOptions(
                    StackPorts.anyFree(),
                    home,
                    home.resolve("data"),
                    Boolean.getBoolean("pulser.test.tidy"),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    settings);
            var launcher = new DevLauncher(options, ProjectHome.find(), Progress.silent());
            try {
                launcher.start();
            } catch (RuntimeException e) {
                launcher.close();
                throw e;
            }
            return new Pulser(launcher);
        } catch (IOException e) {
            throw new AssertionError("no temporary folder", e);
        }
    }

    DevLauncher launcher() {
        return launcher;
    }

    TaskApi api() {
        return api;
    }

    Topics topics() {
        return topics;
    }

    String kafka() {
        return launcher.addresses().kafka();
    }

    /** Makes an agent known and waits until every service has heard of it. */
    void define(AgentDefinition agent) throws InterruptedException {
        var topic = topics.agentDefinitions();
        send(new ProducerRecord<>(
                topic.name(),
                topic.keys().serializer().serialize(topic.name(), agent.name()),
                topic.values().serializer().serialize(topic.name(), agent)));
        for (var type : agent.taskTypes()) {
            api.awaitRoute(type.name());
        }
    }

    /** Returns when the broker has it. */
    void send(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new AssertionError("the broker refused a record", e);
        }
    }

    /** In the role that sees every company; not even the owner does. */
    Connection database() throws SQLException {
        var account = launcher.addresses().postgres();
        var connection = DriverManager.getConnection(account.url(), account.user(), account.password());
        try (var statement = connection.createStatement()) {
            statement.execute("set role pulser_projector");
        }
        return connection;
    }

    Path log(String service) {
        return launcher.all().stream()
                .filter(part -> part.name().equals(service))
                .findFirst()
                .orElseThrow()
                .log();
    }

    @Override
    public void close() {
        producer.close();
        launcher.close();
    }

    /** Gives tests the stack as a parameter, and ends it after the last of them. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Pulser.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Pulser.class))
                    .computeIfAbsent(Pulser.class, key -> own(Map.of()), Pulser.class);
        }
    }
}
