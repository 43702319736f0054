// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.worker;

import static dev.pulser.service.json.JsonPath.at;
import static dev.pulser.service.json.JsonPath.textAt;

import dev.pulser.adapters.kafka.AdapterKafkaClients;
import dev.pulser.adapters.spi.ScriptedAgent;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.topic.TopicAdmin;
import dev.pulser.contract.topic.TopicNames;
import dev.pulser.contract.topic.TopicShape;
import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Simulated worker on a real broker. Ready when the constructor returns. */
final class ScriptedWorker implements ScriptedAgent, AutoCloseable {

    private static final AgentName ALPHA = new AgentName("alpha");

    private final Producer<byte[], byte[]> producer;
    private final Consumer<String, String> consumer;
    private final List<Json> records = new CopyOnWriteArrayList<>();
    private final CountDownLatch reading = new CountDownLatch(1);
    private final Thread thread;

    ScriptedWorker(AdapterKafkaClients clients, String bootstrap) throws Exception {
        var limit = Duration.ofSeconds(10);
        try (var admin = clients.admin(limit)) {
            new TopicAdmin(admin, limit).create(TopicShape.ofWorker(ALPHA, 2, 1));
        }
        producer = clients.producer("scripted-worker");
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrap,
                        ConsumerConfig.GROUP_ID_CONFIG,
                        TopicNames.agentGroup(ALPHA),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "latest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new StringDeserializer());
        thread = Thread.ofPlatform().name("scripted-worker").start(this::work);
        reading.await();
    }

    private void work() {
        try (consumer) {
            consumer.subscribe(List.of(TopicNames.agentAssignments(ALPHA)));
            while (true) {
                var polled = consumer.poll(Duration.ofMillis(100));
                if (!consumer.assignment().isEmpty()) {
                    consumer.assignment().forEach(consumer::position);
                    reading.countDown();
                }
                for (var record : polled) {
                    take(Json.parse(record.value()));
                }
            }
        } catch (WakeupException e) {
            records.clear(); // closed
        } catch (MalformedJsonException e) {
            throw new IllegalStateException(e);
        }
    }

    private void take(Json record) {
        records.add(record);
        if (record.member("cancel") != null) {
            return;
        }
        var payload = at(record, "payload").text();
        if (payload.contains("\"overload\"")) {
            respond(record, "\"status\":\"failed\",\"code\":\"busy\",\"reason\":\"not now\",\"retryable\":true");
        } else if (payload.contains("\"refusal\"")) {
            respond(record, "\"status\":\"failed\",\"code\":\"no-such-file\",\"reason\":\"file not found\"");
        } else if (payload.contains("\"hello\"")) {
            respond(record, "\"status\":\"progress\",\"message\":\"half way\",\"fraction\":0.5");
            respond(
                    record,
                    "\"status\":\"succeeded\",\"output\":{\"hello\":\"world\"},"
                            + "\"usage\":{\"input_tokens\":120,\"output_tokens\":40,\"cost_usd\":0.0031}");
        }
    }

    /** Writes an outcome or progress message for an assignment. */
    void respond(Json assignment, String fields) {
        write("{\"task_id\":%s,\"epoch\":%s,%s}"
                .formatted(
                        at(assignment, "task_id").text(),
                        at(assignment, "epoch").text(),
                        fields));
    }

    /** Writes a record to the topic of outcomes. */
    void write(String outcome) {
        var _ = producer.send(
                new ProducerRecord<>(TopicNames.agentOutcomes(ALPHA), null, outcome.getBytes(StandardCharsets.UTF_8)));
        producer.flush();
    }

    /** Returns all assignments and cancellations that it has read. */
    List<Json> records() {
        return records;
    }

    @Override
    public AgentDefinition definition() {
        return Samples.anAgent("alpha").kind(AgentKind.KAFKA).build();
    }

    @Override
    public AgentDefinition unreachableDefinition() {
        return Samples.anAgent("unreachable").kind(AgentKind.KAFKA).build();
    }

    @Override
    public String payloadForSuccess() {
        return "{\"do\":\"hello\"}";
    }

    @Override
    public String payloadForOverload() {
        return "{\"do\":\"overload\"}";
    }

    @Override
    public String payloadForRejection() {
        return "{\"do\":\"refusal\"}";
    }

    @Override
    public String payloadWithoutResponse() {
        return "{\"do\":\"silence\"}";
    }

    @Override
    public String payloadForProgress() {
        return payloadForSuccess();
    }

    @Override
    public String payloadForUsage() {
        return payloadForSuccess();
    }

    @Override
    public List<String> keys() {
        return records.stream()
                .filter(record -> record.member("idempotency_key") != null)
                .map(record -> textAt(record, "idempotency_key"))
                .toList();
    }

    @Override
    public boolean hasUnansweredCall() {
        return records.stream().anyMatch(record -> record.text().contains("\"silence\""));
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close(Duration.ofSeconds(1));
    }
}
