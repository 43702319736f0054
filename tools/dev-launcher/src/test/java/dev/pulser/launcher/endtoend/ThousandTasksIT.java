// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.task.TaskState;
import dev.pulser.launcher.project.ProjectLayout;
import dev.pulser.wire.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Thousand example tasks by REST, JSON and Avro records, and their consistency in Kafka, PostgreSQL, Redis and REST. */
@ExtendWith(PulserStack.Shared.class)
class ThousandTasksIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TASK_SCHEMA = 1;

    @Test
    void areCompletedOnceAndConsistentInAllStores(PulserStack pulser)
            throws IOException, InterruptedException, SQLException {
        // The requester identifies the tasks of this run.
        var requester = UUID.randomUUID() + "@example.com";
        var tasks = examples(pulser, requester);

        for (int i = 0; i < tasks.size(); i++) {
            switch (i % 3) {
                case 0 -> pulser.api().submit(tasks.get(i).toString());
                case 1 ->
                    pulser.send(record(tasks.get(i), tasks.get(i).toString().getBytes(UTF_8)));
                default -> pulser.send(record(tasks.get(i), avro(tasks.get(i))));
            }
        }

        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> rows(pulser, requester).size() == tasks.size());
        var ids = rows(pulser, requester);
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(250))
                .untilAsserted(() -> assertThat(terminalEvents(pulser, ids)).hasSize(tasks.size()));
        var terminalEvents = terminalEvents(pulser, ids);
        assertThat(terminalEvents.stream().filter(event -> event.state() != TaskState.COMPLETED))
                .as("tasks that did not complete")
                .isEmpty();
        assertThat(terminalEvents).extracting(TaskEvent::id).doesNotHaveDuplicates();
        awaitCompletedRows(pulser, requester, tasks.size());
        awaitRedis(pulser, ids);
        assertThat(ids).allSatisfy(id -> {
            var task = pulser.api().task(id);
            assertThat(task.path("status").asText()).as(task.toString()).isEqualTo("completed");
            assertThat(task.path("result").path("success").asBoolean()).isTrue();
        });
    }

    private static List<JsonNode> examples(PulserStack pulser, String requester) throws IOException {
        var file = ProjectLayout.find().root().resolve("examples/tasks.jsonl");
        var rest = pulser.launcher().addresses().rest().replace("http://", "");
        try (var lines = Files.lines(file)) {
            return lines.map(line -> {
                        var task = (com.fasterxml.jackson.databind.node.ObjectNode)
                                parse(line.replace("127.0.0.1:8000", rest));
                        return (JsonNode) task.put("requester", requester);
                    })
                    .toList();
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError("not JSON: " + json, e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(JsonNode task, byte[] value) {
        return new ProducerRecord<>("pulser.tasks." + task.path("priority").asText("medium"), null, value);
    }

    private static byte[] avro(JsonNode task) throws IOException {
        var out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(TASK_SCHEMA).array());
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        new SpecificDatumWriter<>(Task.class)
                .write(
                        Task.newBuilder()
                                .setTaskType(task.path("task_type").asText())
                                .setPayload(task.path("payload").toString())
                                .setRequester(task.path("requester").asText())
                                .build(),
                        encoder);
        encoder.flush();
        return out.toByteArray();
    }

    private static List<TaskEvent> terminalEvents(PulserStack pulser, Set<String> ids) {
        return TopicReader.taskEvents(pulser).stream()
                .filter(event -> event.state().isTerminal())
                .filter(event -> ids.contains(event.id().value()))
                .toList();
    }

    private static Set<String> rows(PulserStack pulser, String requester) throws SQLException {
        var ids = new HashSet<String>();
        try (var database = pulser.database();
                var query = database.prepareStatement("select task_id from pulser.task_queue where requester = ?")) {
            query.setString(1, requester);
            var rows = query.executeQuery();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
        }
        return ids;
    }

    private static void awaitCompletedRows(PulserStack pulser, String requester, int count) {
        await().atMost(TaskApi.TIMEOUT).untilAsserted(() -> {
            try (var database = pulser.database();
                    var query = database.prepareStatement("select status, count(*) from pulser.task_queue"
                            + " where requester = ? group by status")) {
                query.setString(1, requester);
                var rows = query.executeQuery();
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("completed");
                assertThat(rows.getInt(2)).isEqualTo(count);
                assertThat(rows.next()).isFalse();
            }
        });
    }

    private static void awaitRedis(PulserStack pulser, Set<String> ids) {
        await().atMost(TaskApi.TIMEOUT).untilAsserted(() -> {
            try (var redis = RedisConnection.to(pulser.launcher().addresses().redis())) {
                var missing = ids.stream()
                        .filter(id -> !redis.send("HGET", "pulser:task:default:" + id, "status")
                                .equals("completed"))
                        .collect(Collectors.toSet());
                assertThat(missing).isEmpty();
            }
        });
    }
}
