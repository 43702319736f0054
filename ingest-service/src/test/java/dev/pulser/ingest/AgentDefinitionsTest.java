// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.command.Command;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.status.AgentLoad;
import dev.pulser.contract.status.AgentStatus;
import dev.pulser.contract.topic.Topics;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.agents.LaneStatuses;
import dev.pulser.ingest.harness.Agents;
import dev.pulser.ingest.harness.HttpReply;
import dev.pulser.ingest.harness.RawHttpClient;
import dev.pulser.ingest.harness.RecordingKafka;
import dev.pulser.ingest.harness.StoresProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Creation, replacement, change and deletion of agents by REST. */
@QuarkusTest
@TestProfile(StoresProfile.class)
class AgentDefinitionsTest {

    private static final String AGENTS = "/api/v1/agents";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TestHTTPResource("/")
    URI address;

    @Inject
    AgentCatalog catalog;

    @Inject
    LaneStatuses lanes;

    @Inject
    RecordingKafka kafka;

    private RawHttpClient wire;
    private String name;

    @BeforeEach
    void connect() {
        wire = new RawHttpClient(address);
        name = "nova-" + NUMBER.incrementAndGet();
        Agents.announce(catalog);
        lanes.onCaughtUp();
    }

    @AfterEach
    void deleteAgents() {
        for (var agent : List.copyOf(catalog.table().agents())) {
            if (agent.name().value().startsWith("nova-")) {
                wire.ask("DELETE " + AGENTS + "/" + agent.name() + "?force=true");
            }
        }
    }

    private String definition(String... more) {
        return "{\"name\":\"%s\",\"kind\":\"http\",\"capacity\":2,\"timeout\":\"PT1M\",\"endpoint\":\"https://nova.example/run\"%s}"
                .formatted(name, more.length == 0 ? "" : "," + String.join(",", more));
    }

    private HttpReply created(String... more) {
        var answer = wire.post(AGENTS, definition(more));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private JsonNode read() {
        var answer = wire.get(AGENTS + "/" + name);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void createsAnAgentThatCanBeReadImmediately() {
        var answer = created("\"task_types\":[\"" + name + "\"]", "\"by\":\"me\"", "\"reason\":\"more hands\"");

        assertThat(answer.header("location")).endsWith(AGENTS + "/" + name);
        var shown = wire.get(AGENTS + "/" + name);
        assertThat(shown.header("etag")).isEqualTo(answer.header("etag")).matches("\"[0-9a-f]{32}\"");
        assertThat(shown.json().path("definition"))
                .isEqualTo(answer.json().path("definition"))
                .hasToString(("{'name':'%s','role':'','kind':'http','task_types':['%s'],'capacity':2,'timeout':'PT1M',"
                                + "'endpoint':'https://nova.example/run','idempotent':false,'enabled':true}")
                        .formatted(name, name)
                        .replace('\'', '"'));
        assertThat(shown.json().path("health").path("status").asText()).isEqualTo("unknown");
        assertThat(wire.post("/api/v1/tasks", "{\"task_type\":\"" + name + "\",\"payload\":{}}")
                        .json()
                        .path("assigned_agent")
                        .asText())
                .isEqualTo(name);
    }

    @Test
    void writesTheAuditCommandBeforeTheDefinition() {
        created("\"by\":\"me\"", "\"reason\":\"more hands\"");
        wire.send("PATCH", AGENTS + "/" + name, "{\"capacity\":5,\"enabled\":false,\"by\":\"you\"}");
        wire.send("DELETE", AGENTS + "/" + name, "{\"reason\":\"done\"}");

        var agent = new AgentName(name);
        assertThat(kafka.commands(name))
                .extracting(each -> each.command().body())
                .containsExactly(
                        new Command.AgentChange(agent, "create", List.of()),
                        new Command.AgentChange(agent, "replace", List.of("capacity", "enabled")),
                        new Command.AgentChange(agent, "delete", List.of()));
        assertThat(kafka.commands(name).getFirst().command().by()).isEqualTo("me");
        assertThat(kafka.commands(name).getFirst().command().reason()).isEqualTo("more hands");
        assertThat(kafka.topicsOf(name))
                .containsExactly(
                        "pulser.commands",
                        "pulser.agents.definitions",
                        "pulser.commands",
                        "pulser.agents.definitions",
                        "pulser.commands",
                        "pulser.agents.definitions");
    }

    @Test
    void rejectsADuplicateName() {
        created();

        var answer = wire.post(AGENTS, definition());

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.slug()).isEqualTo("agent-already-exists");
    }

    @Test
    void replacesTheWholeDefinition() {
        created("\"role\":\"tester\"");

        var answer = wire.send(
                "PUT",
                AGENTS + "/" + name,
                "{\"kind\":\"mcp\",\"capacity\":1,\"timeout\":\"PT9S\",\"servers\":[\"nowhere\"]}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("warnings"))
                .extracting(JsonNode::asText)
                .containsExactly(
                        "MCP server nowhere is not configured on any adapter. Its tools cannot be called until it is.");
        var definition = read().path("definition");
        assertThat(definition.path("kind").asText()).isEqualTo("mcp");
        assertThat(definition.path("role").asText()).isEmpty();
        assertThat(definition.has("endpoint")).isFalse();
    }

    @Test
    void changesOnlyTheFieldsOfThePatch() {
        created("\"role\":\"tester\"", "\"limits\":{\"requests_per_minute\":6,\"tokens_per_minute\":7}");

        var answer = wire.send(
                "PATCH",
                AGENTS + "/" + name,
                "{\"role\":null,\"limits\":{\"tokens_per_minute\":null}}".getBytes(StandardCharsets.UTF_8),
                "application/merge-patch+json");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var definition = read().path("definition");
        assertThat(definition.path("role").asText()).isEmpty();
        assertThat(definition.path("limits")).hasToString("{\"requests_per_minute\":6}");
        assertThat(definition.path("capacity").asInt()).isEqualTo(2);
    }

    @Test
    void writesNothingWithoutADifference() {
        created();

        var answer = wire.send("PUT", AGENTS + "/" + name, definition());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().has("command_id")).isFalse();
        assertThat(kafka.commands(name)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void rejectsAnOutdatedETag(String method) {
        var old = created().header("etag");
        var now = wire.send("PATCH", AGENTS + "/" + name, "{\"capacity\":9}").header("etag");

        var body = method.equals("DELETE") ? "{}" : definition();
        var late = wire.send(method, AGENTS + "/" + name, body, "If-Match: " + old);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.slug()).isEqualTo("agent-changed");
        assertThat(late.header("etag")).isEqualTo(now);
        assertThat(read().path("definition").path("capacity").asInt()).isEqualTo(9);

        assertThat(wire.send(method, AGENTS + "/" + name, body, "If-Match: " + now)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void deletesAnAgent() {
        created();

        var answer = wire.ask("DELETE " + AGENTS + "/" + name);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(wire.get(AGENTS + "/" + name).slug()).isEqualTo("agent-not-found");
        assertThat(wire.ask("DELETE " + AGENTS + "/" + name).status()).isEqualTo(404);
    }

    @Test
    void rejectsTheDeletionOfAnAgentWithTasksUnlessForced() {
        created();
        hasWaiting(3);

        var answer = wire.ask("DELETE " + AGENTS + "/" + name);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.slug()).isEqualTo("agent-in-use");
        assertThat(answer.body()).contains("0 running and 3 waiting tasks");

        assertThat(wire.ask("DELETE " + AGENTS + "/" + name + "?force=yes").slug())
                .isEqualTo("filter-invalid");
        assertThat(wire.ask("DELETE " + AGENTS + "/" + name + "?force=true").status())
                .isEqualTo(200);
    }

    private void hasWaiting(int tasks) {
        var topic = Topics.using(Codecs.builtIn()).agentStatus();
        var agent = new AgentName(name);
        var status = AgentStatus.of(agent, Instant.now(), new AgentLoad(2, 0, tasks, 0, null));
        lanes.onRecord(new ConsumerRecord<>(
                topic.name(),
                0,
                0,
                topic.keys().serializer().serialize(topic.name(), agent),
                topic.values().serializer().serialize(topic.name(), status)));
    }

    @Test
    void rejectsTheDeletionOfABackup() {
        created();
        var first = name;
        name = name + "b";
        created("\"backups\":[\"" + first + "\"]");

        assertThat(wire.ask("DELETE " + AGENTS + "/" + first)
                        .json()
                        .path("detail")
                        .asText())
                .contains("is a backup of " + name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            "kind":"robot" | /kind | field-invalid
            "capacity":"2" | /capacity | field-type
            "capacity":0 | /capacity | field-range
            "timeout":"5s" | /timeout | field-invalid
            "kind":null | /kind | field-type
            "colour":"red" | /colour | field-unknown
            "company":"other" | /company | field-read-only
            "seq":1 | /seq | field-read-only
            "createdBy":"me" | /createdBy | field-read-only
            "status":"healthy" | /status | field-read-only
            "servers":["fs"] | /servers | field-invalid
            "budget":{"period":"day","per_attempt":1} | /budget | field-invalid
            "backups":["unknown"] | /backups/0 | agent-unknown
            "credential":"top secret" | /credential | field-invalid
            "name":"health" | /name | field-invalid
            "by":7 | /by | field-type
            """)
    void pointsToTheInvalidField(String field, String pointer, String code) {
        var key = field.substring(1, field.indexOf('"', 1));
        var others = definition().replaceAll("\"" + key + "\":(\"[^\"]*\"|\\d+),?", "");
        var answer = wire.post(AGENTS, "{" + field + "," + others.substring(1));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.slug()).isEqualTo(code);
        assertThat(answer.json().path("errors").get(0).path("field").asText()).isEqualTo(pointer);
        assertThat(wire.get(AGENTS + "/" + name).status()).isEqualTo(404);
    }

    @Test
    void reportsAllErrorsTogether() {
        var answer = wire.post(
                AGENTS,
                "{\"name\":\"X\",\"kind\":\"http\",\"capacity\":2,\"endpoint\":\"http://10.0.0.1/\",\"seq\":1,"
                        + "\"backups\":[\"unknown\"],\"reason\":[],\"timeout\":\"PT1M\",\"odd\":1}");

        assertThat(answer.json().path("errors"))
                .extracting(error -> error.path("field").asText())
                .containsExactlyInAnyOrder("/name", "/endpoint", "/seq", "/backups/0", "/reason", "/odd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/",
                "http://127.1",
                "http://0x7f000001",
                "http://2130706433",
                "http://[::1]",
                "http://[::ffff:10.0.0.1]",
                "http://[64:ff9b::a00:1]",
                "http://0",
                "http://localhost.",
                "http://metadata.google.internal",
                "file:///etc/passwd",
                "gopher://example.com",
                "ftp://example.com",
                "jar:file:/a!/b",
                "javascript:alert(1)",
                "http://user:pass@example.com",
                "http://example.com:22",
                "http://example.com:6379",
                "http://example.com:9092",
                "http://good@evil.example"
            })
    void rejectsForbiddenAddresses(String forbidden) {
        var answer = wire.post(AGENTS, definition().replace("https://nova.example/run", forbidden));

        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.slug()).isEqualTo("url-forbidden");
        assertThat(answer.json().path("errors")).hasSize(1);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("/endpoint");
    }

    @Test
    void doesNotCheckAnUnchangedAddress() {
        // maya's endpoint is a loopback address, which the agents file may contain.
        assertThat(wire.send("PATCH", AGENTS + "/maya", "{\"capacity\":3}").status())
                .isEqualTo(200);
        assertThat(wire.send("PATCH", AGENTS + "/maya", "{\"endpoint\":\"http://127.0.0.1:2/\"}")
                        .slug())
                .isEqualTo("url-forbidden");
    }

    @Test
    void rejectsAChangeOfTheName() {
        created();

        var answer = wire.send("PATCH", AGENTS + "/" + name, "{\"name\":\"other\"}");

        assertThat(answer.slug()).isEqualTo("field-read-only");
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("/name");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            {"name": | json-malformed
            {"name":"a","name":"b"} | json-duplicate-key
            [] | field-type
            """)
    void reportsErrorsOfABody(String body, String slug) {
        assertThat(wire.post(AGENTS, body).slug()).isEqualTo(slug);
    }

    @Test
    void requiresABody() {
        assertThat(wire.ask("POST " + AGENTS, "Content-Length: 0").slug()).isEqualTo("body-missing");
        assertThat(wire.post(AGENTS, "{\"a\":".repeat(70) + "1" + "}".repeat(70))
                        .slug())
                .isEqualTo("json-too-deep");
        assertThat(wire.send("PUT", AGENTS + "/unknown", definition()).slug()).isEqualTo("agent-not-found");
    }
}
