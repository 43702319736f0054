// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** Kafka broker in the JVM of the tests: one KRaft node on loopback. Topics are created explicitly. */
public final class TestBroker implements AutoCloseable {

    private final KafkaRaftServer server;
    private final String address;

    private TestBroker(KafkaRaftServer server, String address) {
        this.server = server;
        this.address = address;
    }

    public static TestBroker start(Path folder) throws Exception {
        var address = "127.0.0.1:" + freePort();
        var controller = "127.0.0.1:" + freePort();
        new Formatter()
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(folder.toString())
                .addDirectory(folder.toString())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .run();
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings(address, controller, folder)), Time.SYSTEM);
        server.startup();
        return new TestBroker(server, address);
    }

    private static Properties settings(String address, String controller, Path folder) {
        var settings = new Properties();
        settings.putAll(Map.of(
                "node.id",
                "1",
                "process.roles",
                "broker,controller",
                "listeners",
                "PLAINTEXT://%s,CONTROLLER://%s".formatted(address, controller),
                "advertised.listeners",
                "PLAINTEXT://" + address,
                "controller.listener.names",
                "CONTROLLER",
                "controller.quorum.voters",
                "1@" + controller,
                "log.dirs",
                folder.toString(),
                "auto.create.topics.enable",
                "false"));
        settings.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "1",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "1",
                "group.initial.rebalance.delay.ms", "0",
                "add.partitions.to.txn.retry.backoff.ms", "1",
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
                "message.max.bytes", "2097152"));
        return settings;
    }

    public String address() {
        return address;
    }

    public static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
