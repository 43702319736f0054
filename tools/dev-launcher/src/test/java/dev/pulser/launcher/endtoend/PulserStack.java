// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.topic.Topics;
import dev.pulser.launcher.options.StackOptions;
import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.options.StackStorage;
import dev.pulser.launcher.project.ProjectLayout;
import dev.pulser.launcher.stack.DevLauncher;
import dev.pulser.launcher.stack.StackProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Stack that all end-to-end tests of a run share: broker, PostgreSQL, Redis and the four services as processes. Tests
 * are isolated by agents and separate task types; a test that stops a component starts it again.
 */
final class PulserStack implements AutoCloseable {

    private final DevLauncher launcher;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Topics topics = Topics.using(Codecs.builtIn());
    private final TaskApi api;

    private PulserStack(DevLauncher launcher) {
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

    /** Starts a stack for one test, with these settings of its services. */
    static PulserStack own(Map<String, String> settings) {
        try {
            var home = Files.createTempDirectory("pulser-endtoend");
            var storage = new StackStorage(home, home.resolve("data"), Boolean.getBoolean("pulser.test.tidy"));
            var options = StackOptions.embedded(StackPorts.anyFree(), storage).withSettings(settings);
            var launcher = new DevLauncher(options, ProjectLayout.find(), StackProgress.none());
            try {
                launcher.start();
            } catch (RuntimeException e) {
                launcher.close();
                throw e;
            }
            return new PulserStack(launcher);
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

    /** Defines an agent, and waits until the services know it. */
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

    /** Sends a record, and returns once the broker has acknowledged it. */
    void send(ProducerRecord<byte[], byte[]> record) throws InterruptedException {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new AssertionError("the broker refused a record", e);
        }
    }

    /** Returns a connection in the role that sees the rows of all companies. */
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
                .filter(component -> component.name().equals(service))
                .findFirst()
                .orElseThrow()
                .log();
    }

    @Override
    public void close() {
        producer.close();
        launcher.close();
    }

    /** Parameter resolver of the shared stack, which is stopped after the last test. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == PulserStack.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(PulserStack.class))
                    .computeIfAbsent(PulserStack.class, key -> own(Map.of()), PulserStack.class);
        }
    }
}
