// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded.kafka;

import static dev.pulser.launcher.process.LoopbackPort.HOST;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Content of {@code server.properties} of an embedded broker: a KRaft node that is controller and broker. */
record BrokerProperties(KafkaCluster cluster, int node) {

    static final String CONTROLLER_LISTENER = "CONTROLLER";

    String properties() {
        return text(entries());
    }

    /** Returns the properties of a controller without a broker, which fences an absent broker quickly. */
    String controllerProperties() {
        var entries = new LinkedHashMap<String, Object>();
        controller(entries);
        entries.put("process.roles", "controller");
        entries.put("listeners", "%s://%s:%d".formatted(CONTROLLER_LISTENER, HOST, controllerPort()));
        entries.put("broker.session.timeout.ms", 500);
        entries.put("broker.heartbeat.interval.ms", 100);
        return text(entries);
    }

    private static String text(Map<String, Object> entries) {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private Map<String, Object> entries() {
        var entries = new LinkedHashMap<String, Object>();
        node(entries);
        replicas(entries);
        limits(entries);
        lowMemory(entries);
        return entries;
    }

    private void controller(Map<String, Object> entries) {
        entries.put("node.id", node);
        entries.put("controller.quorum.voters", cluster.voters());
        entries.put("controller.listener.names", CONTROLLER_LISTENER);
        entries.put(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,%s:PLAINTEXT".formatted(CONTROLLER_LISTENER));
        entries.put("log.dirs", cluster.logDir(node));
    }

    private void node(Map<String, Object> entries) {
        controller(entries);
        entries.put("process.roles", "broker,controller");
        entries.put(
                "listeners",
                "PLAINTEXT://%s:%d,%s://%s:%d"
                        .formatted(HOST, cluster.port(node), CONTROLLER_LISTENER, HOST, controllerPort()));
        entries.put("advertised.listeners", "PLAINTEXT://%s:%d".formatted(HOST, cluster.port(node)));
        entries.put("broker.session.timeout.ms", 3000);
        entries.put("broker.heartbeat.interval.ms", 500);
    }

    private int controllerPort() {
        return cluster.controllerPort(node);
    }

    /** Adds replication to every broker; a write needs a majority of them. */
    private void replicas(Map<String, Object> entries) {
        int all = cluster.size();
        int majority = all / 2 + 1;
        entries.put("default.replication.factor", all);
        entries.put("min.insync.replicas", majority);
        entries.put("offsets.topic.replication.factor", all);
        entries.put("offsets.topic.num.partitions", 4);
        entries.put("transaction.state.log.replication.factor", all);
        entries.put("transaction.state.log.min.isr", majority);
        entries.put("transaction.state.log.num.partitions", 4);
        entries.put("share.coordinator.state.topic.replication.factor", all);
        entries.put("share.coordinator.state.topic.min.isr", majority);
        entries.put("share.coordinator.state.topic.num.partitions", 1);
    }

    private static void limits(Map<String, Object> entries) {
        entries.put("auto.create.topics.enable", false);
        entries.put("message.max.bytes", 2 * 1024 * 1024);
        entries.put("replica.fetch.max.bytes", 2 * 1024 * 1024);
        entries.put("group.initial.rebalance.delay.ms", 0);
        // The default waits 20 ms between two transactions of one producer.
        entries.put("add.partitions.to.txn.retry.backoff.ms", 1);
        // An open transaction of a killed instance blocks read_committed consumers until it is aborted.
        entries.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", 1000);
    }

    private static void lowMemory(Map<String, Object> entries) {
        entries.put("num.network.threads", 2);
        entries.put("num.io.threads", 4);
        entries.put("num.recovery.threads.per.data.dir", 2);
        entries.put("background.threads", 2);
        entries.put("log.cleaner.dedupe.buffer.size", 8 * 1024 * 1024);
        entries.put("log.segment.bytes", 128 * 1024 * 1024);
        entries.put("log.index.size.max.bytes", 2 * 1024 * 1024);
    }
}
