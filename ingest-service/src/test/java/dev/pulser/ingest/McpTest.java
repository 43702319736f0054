// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.status.AgentLoad;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.status.QueuePointers;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.contract.topic.Topics;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.agents.LaneStatuses;
import dev.pulser.ingest.events.CompletionWaiters;
import dev.pulser.ingest.harness.Agents;
import dev.pulser.ingest.harness.DatabaseRows;
import dev.pulser.ingest.harness.McpTestClient;
import dev.pulser.ingest.harness.RawHttpClient;
import dev.pulser.ingest.harness.RecordingKafka;
import dev.pulser.ingest.harness.StoresProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MCP tools with both protocol revisions. */
@QuarkusTest
@TestProfile(StoresProfile.class)
class McpTest {

    private static final String TASK =
            "{\"task_type\":\"documentation\",\"payload\":{\"n\": 1.10},\"priority\":\"high\"}";
    private static final String LONG_TOKEN =
            "\"01234567890123456789012345678901234567890123456789012345678901234567890123456789"
                    + "01234567890123456789012345678901234567890123456789012345678901234567890123456789"
                    + "01234567890123456789012345678901234567890123456789012345678901234567890123456789\"";
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @TestHTTPResource("/")
    URI address;

    @ConfigProperty(name = "test.postgres.superuser")
    String postgres;

    @Inject
    AgentCatalog catalog;

    @Inject
    LaneStatuses lanes;

    @Inject
    CompletionWaiters waiters;

    @Inject
    RecordingKafka kafka;

    private RawHttpClient wire;
    private DatabaseRows rows;

    @BeforeEach
    void connect() {
        wire = new RawHttpClient(address);
        rows = new DatabaseRows(postgres);
        Agents.announce(catalog);
    }

    /** Returns the result of a successful call, validated against the tool's output schema. */
    private JsonNode done(McpTestClient assistant, String tool, String arguments) {
        var result = assistant.call(wire, tool, arguments);
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isFalse();
        return conforming(assistant, tool, result);
    }

    /** Returns the problem of a failed call. */
    private JsonNode failed(McpTestClient assistant, String tool, String arguments) {
        var result = assistant.call(wire, tool, arguments);
        assertThat(result.path("isError").asBoolean()).as(result.toString()).isTrue();
        assertThat(result.at("/content/0/text").asText()).doesNotContain("Exception", "\tat ");
        return conforming(assistant, tool, result).path("problem");
    }

    private JsonNode conforming(McpTestClient assistant, String tool, JsonNode result) {
        var structured = result.path("structuredContent");
        for (var definition : assistant.ask(wire, "tools/list", "").json().at("/result/tools")) {
            if (definition.path("name").asText().equals(tool)) {
                assertThat(SCHEMAS.getSchema(definition.path("outputSchema"))
                                .validate(structured.toString(), InputFormat.JSON))
                        .as(structured.toString())
                        .isEmpty();
                return structured;
            }
        }
        throw new AssertionError("no tool " + tool);
    }

    private Task submitted() {
        var id = done(McpTestClient.HANDSHAKE, "submit_task", TASK)
                .path("task_id")
                .asText();
        return kafka.produced(new TaskId(id)).orElseThrow().task();
    }

    private static String naming(Task task) {
        return "{\"task_id\":\"" + task.id() + "\"}";
    }

    @Test
    void initializesWithTheRequestedVersion() {
        var answer = McpTestClient.HANDSHAKE.ask(
                wire,
                "initialize",
                "\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}");

        assertThat(answer.header("mcp-session-id")).isEmpty();
        var result = answer.json().path("result");
        assertThat(result.path("protocolVersion").asText()).isEqualTo("2025-06-18");
        assertThat(result.at("/serverInfo/name").asText()).isEqualTo("pulser");
        assertThat(result.at("/serverInfo/version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(result.path("capabilities").toString()).isEqualTo("{\"tools\":{}}");
        assertThat(result.path("instructions").asText()).contains("submit_task");
    }

    @Test
    void describesItselfToStatelessClients() {
        var answer = McpTestClient.STATELESS.ask(wire, "server/discover", "");

        assertThat(answer.json().path("id").asText()).isEqualTo("stateless-1");
        var result = answer.json().path("result");
        assertThat(result.path("resultType").asText()).isEqualTo("complete");
        assertThat(result.path("supportedVersions").get(0).asText()).isEqualTo("2026-07-28");
        assertThat(result.path("_meta")
                        .path("io.modelcontextprotocol/serverInfo")
                        .path("name")
                        .asText())
                .isEqualTo("pulser");
        assertThat(result.path("ttlMs").asLong()).isPositive();
        assertThat(result.path("cacheScope").asText()).isEqualTo("public");
    }

    @ParameterizedTest
    @EnumSource
    void listsTheSameToolsForBothRevisions(McpTestClient assistant) {
        assertThat(assistant
                        .ask(wire, "tools/list", "")
                        .json()
                        .at("/result/tools")
                        .findValuesAsText("name"))
                .startsWith("submit_task", "get_task", "wait_for_task", "cancel_task", "list_tasks")
                .contains("list_agents", "list_queues", "list_dead_letters", "replay_dead_letter");
    }

    @ParameterizedTest
    @EnumSource
    void completesATask(McpTestClient assistant) {
        var receipt = done(assistant, "submit_task", TASK);
        assertThat(receipt.path("assigned_agent").asText()).isEqualTo("maya");
        var record =
                kafka.produced(new TaskId(receipt.path("task_id").asText())).orElseThrow();
        assertThat(record.topic()).isEqualTo("pulser.tasks.high");
        assertThat(record.task().payload()).isEqualTo("{\"n\": 1.10}"); // byte for byte

        kafka.emit(record.task(), 0, "{\"n\":\n2.50}", TaskState.QUEUED, TaskState.RUNNING, TaskState.COMPLETED);

        var task = done(assistant, "wait_for_task", naming(record.task()));
        assertThat(task.path("status").asText()).isEqualTo("completed");
        assertThat(task.path("result").toString()).isEqualTo("{\"n\":2.5}");
        assertThat(task.has("payload")).isFalse();
        var whole = "{\"task_id\":\"" + record.task().id() + "\",\"with_payload\":true}";
        assertThat(done(assistant, "get_task", whole).has("payload")).isTrue();
    }

    @Test
    void propagatesTheTraceContext() {
        var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

        var result = McpTestClient.HANDSHAKE.call(wire, "submit_task", TASK, "traceparent: " + trace);

        var id = new TaskId(result.at("/structuredContent/task_id").asText());
        assertThat(kafka.produced(id).orElseThrow().task().traceparent()).isEqualTo(trace);
    }

    @Test
    void createsOneTaskForTwoCallsWithTheSameKey() {
        var keyed = TASK.replace("\"high\"", "\"high\",\"idempotency_key\":\"" + UUID.randomUUID() + "\"");

        var first = done(McpTestClient.STATELESS, "submit_task", keyed)
                .path("task_id")
                .asText();

        assertThat(done(McpTestClient.HANDSHAKE, "submit_task", keyed)
                        .path("task_id")
                        .asText())
                .isEqualTo(first);
        assertThat(failed(McpTestClient.HANDSHAKE, "submit_task", keyed.replace("1.10", "2"))
                        .path("type")
                        .asText())
                .endsWith("idempotency-mismatch");
    }

    @ParameterizedTest
    @EnumSource
    void reportsProgressWhileWaiting(McpTestClient assistant) {
        var task = submitted();
        kafka.emit(task, 0, null, TaskState.QUEUED, TaskState.RUNNING);

        var messages = assistant.stream(
                address, "wait_for_task", "{\"task_id\":\"" + task.id() + "\",\"timeout_seconds\":20}", "\"t-1\"");
        var first = messages.next();
        kafka.emit(task, 2, "1", TaskState.COMPLETED);
        var others = new ArrayList<JsonNode>();
        messages.forEachRemaining(others::add);

        assertThat(first.path("method").asText()).isEqualTo("notifications/progress");
        assertThat(first.at("/params/progressToken").asText()).isEqualTo("t-1");
        assertThat(first.at("/params/progress").isNumber()).isTrue();
        assertThat(first.at("/params/total").asLong()).isEqualTo(20);
        assertThat(first.at("/params/message").asText()).isEqualTo("running");
        assertThat(others.getLast().at("/result/structuredContent/status").asText())
                .isEqualTo("completed");
    }

    @Test
    void forgetsClosedRegistrations() throws IOException {
        int before = waiters.waiting();
        var body =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"wait_for_task\",\"arguments\":"
                        + "{\"task_id\":\"" + submitted().id() + "\",\"timeout_seconds\":300}}}";

        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream()
                    .write(("POST /mcp HTTP/1.1\r\nHost: pulser\r\nContent-Type: application/json\r\n"
                                    + "Accept: text/event-stream\r\nContent-Length: " + body.length() + "\r\n\r\n"
                                    + body)
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H'); // the stream has begun
            assertThat(waiters.waiting()).isEqualTo(before + 1);
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> waiters.waiting() == before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "1.5", LONG_TOKEN})
    void returnsTheUnfinishedTaskWhenTheWaitTimesOut(String token) {
        var waiting = "{\"task_id\":\"" + submitted().id() + "\",\"timeout_seconds\":1}";

        var messages = McpTestClient.HANDSHAKE.stream(address, "wait_for_task", waiting, token);

        var only = messages.next(); // without a token of the protocol there are comments only
        assertThat(only.at("/result/structuredContent/status").asText()).isEqualTo("queued");
        assertThat(only.at("/result/isError").asBoolean()).isFalse();
        assertThat(messages.hasNext()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void cancelsATask(McpTestClient assistant) {
        var task = submitted();

        var receipt = done(assistant, "cancel_task", "{\"task_id\":\"" + task.id() + "\",\"by\":\"me\"}");

        assertThat(receipt.path("status").asText()).isEqualTo("queued");
        assertThat(kafka.commands(task.id().value())).singleElement().satisfies(sent -> {
            assertThat(sent.command().body()).isEqualTo(new Command.Cancel(task.id()));
            assertThat(sent.command().by()).isEqualTo("me");
        });
    }

    @Test
    void listsTasksPageByPage() {
        var type = "mcp-list";
        for (int i = 0; i < 3; i++) {
            rows.add(aTask().ofType(type).build(), "completed", 2);
        }
        rows.add(aTask().ofType(type).of("other").build(), "completed", 2);

        var first = done(McpTestClient.STATELESS, "list_tasks", "{\"type\":\"mcp-list\",\"limit\":2}");
        var cursor = first.path("next_cursor").asText();
        var second = done(
                McpTestClient.STATELESS,
                "list_tasks",
                "{\"type\":\"mcp-list\",\"limit\":2,\"cursor\":\"" + cursor + "\"}");

        assertThat(first.path("tasks")).hasSize(2);
        assertThat(second.path("tasks")).hasSize(1);
        assertThat(second.path("next_cursor").isNull()).isTrue();
    }

    @Test
    void listsAgentsWithTheirSchemas() {
        var agents = done(McpTestClient.HANDSHAKE, "list_agents", "{}").path("agents");

        assertThat(agents.findValuesAsText("name")).contains("maya", "dash", "echo");
        assertThat(agents.findValue("input_schema").path("required").get(0).asText())
                .isEqualTo("suite");
    }

    @Test
    void listsQueuesWithoutTasksOfOtherCompanies() {
        announce(AgentStatus.of(new AgentName("maya"), Samples.NOON, new AgentLoad(2, 2, 7, 1, null))
                .withQueues(List.of(
                        new QueuePointers(Priority.HIGH, Company.DEFAULT, 10, 13),
                        new QueuePointers(Priority.HIGH, new Company("other"), 0, 4)))
                .withBlockReason("rate-limit"));

        var queues = done(McpTestClient.HANDSHAKE, "list_queues", "{}").path("queues");

        var maya = queues.findParents("agent").stream()
                .filter(queue -> queue.path("agent").asText().equals("maya"))
                .findFirst()
                .orElseThrow();
        assertThat(maya.path("running").asInt()).isEqualTo(2);
        assertThat(maya.path("waiting").asInt()).isEqualTo(7);
        assertThat(maya.path("retrying").asInt()).isEqualTo(1);
        assertThat(maya.path("block_reason").asText()).isEqualTo("rate-limit");
        assertThat(maya.path("priorities").toString()).isEqualTo("[{\"priority\":\"high\",\"waiting\":3}]");
    }

    private void announce(AgentStatus status) {
        var topic = Topics.using(Codecs.builtIn()).agentStatus();
        lanes.onRecord(new ConsumerRecord<>(
                topic.name(),
                0,
                0,
                topic.keys().serializer().serialize(topic.name(), status.agent()),
                topic.values().serializer().serialize(topic.name(), status)));
    }

    @Test
    void replaysADeadLetterOnce() {
        var task = aTask().build();
        rows.addDeadLetter(task, "mcp-replay", "open", 1);

        var listed = done(McpTestClient.STATELESS, "list_dead_letters", "{\"code\":\"mcp-replay\",\"state\":\"open\"}");
        var first = done(McpTestClient.STATELESS, "replay_dead_letter", naming(task));
        var second = done(McpTestClient.HANDSHAKE, "replay_dead_letter", naming(task));

        assertThat(listed.path("dead_letters").findValuesAsText("task_id"))
                .containsExactly(task.id().value());
        assertThat(first.path("replay_of").asText()).isEqualTo(task.id().value());
        assertThat(second).isEqualTo(first);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    submit_task        | {"payload":{},"company":"x"}                        | field-read-only     | company
                    submit_task        | {"task_type":"cooking","payload":{}}                | agent-unknown       | documentation
                    submit_task        | {"task_type":"testing","payload":{"runs":10}}       | payload-schema      | suite
                    submit_task        | {"task_type":"infrastructure","payload":{}}         | agent-unavailable   | arkie
                    get_task           | {}                                                  | field-required      | task_id
                    get_task           | {"task_id":7}                                       | field-type          | task_id
                    get_task           | {"task_id":"tsk_1"}                                 | id-invalid          | 32 lower-case
                    get_task           | {"task_id":"tsk_00000000000000000000000000000000"}  | task-not-found      | tsk_0000
                    wait_for_task      | {"task_id":"tsk_1","timeout_seconds":301}           | field-range         | 1 to 300
                    wait_for_task      | {"task_id":"tsk_1","timeout_seconds":0}             | field-range         | 1 to 300
                    cancel_task        | {"task_id":"tsk_1","force":true}                    | field-unknown       | force
                    list_tasks         | {"status":"done"}                                   | filter-invalid      | queued
                    list_tasks         | {"limit":501}                                       | page-invalid        | 500
                    list_tasks         | {"company":"x"}                                     | filter-invalid      | status
                    list_tasks         | {"agent":["maya"]}                                  | field-type          | agent
                    list_agents        | {"name":"maya"}                                     | field-unknown       | must be empty
                    list_dead_letters  | {"cursor":"forged"}                                 | page-invalid        | next_cursor
                    replay_dead_letter | {"task_id":"tsk_00000000000000000000000000000000"}  | dead-letter-not-found | tsk_0000
                    """)
    void returnsTheProblemsOfRest(String tool, String arguments, String slug, String hint) {
        for (var assistant : McpTestClient.values()) {
            var problem = failed(assistant, tool, arguments);

            assertThat(problem.path("type").asText()).isEqualTo("urn:pulser:problem:" + slug);
            assertThat(problem.toString()).contains(hint);
        }
    }

    @Test
    void hidesTasksOfOtherCompanies() {
        var other = aTask().of("other").build();
        rows.add(other, "completed", 2);

        assertThat(failed(McpTestClient.HANDSHAKE, "get_task", naming(other))
                        .path("type")
                        .asText())
                .endsWith("task-not-found");
        assertThat(failed(McpTestClient.HANDSHAKE, "cancel_task", naming(other))
                        .path("type")
                        .asText())
                .endsWith("task-not-found");
    }

    @Test
    void listsEveryErrorInTheText() {
        var result = McpTestClient.HANDSHAKE.call(wire, "submit_task", "{\"priority\":\"urgent\",\"x\":1}");

        assertThat(result.at("/content/0/text").asText())
                .contains("task_type", "payload", "/priority: ", "critical, high, medium, low", "x");
    }
}
