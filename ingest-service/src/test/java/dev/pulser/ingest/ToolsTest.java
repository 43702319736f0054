// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolDefinition;
import dev.pulser.contract.tool.ToolHints;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.tool.ToolSpec;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.harness.Agents;
import dev.pulser.ingest.harness.HttpReply;
import dev.pulser.ingest.harness.RawHttpClient;
import dev.pulser.ingest.harness.RecordingKafka;
import dev.pulser.ingest.harness.StoresProfile;
import dev.pulser.ingest.tools.ToolCatalog;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists and approvals of MCP tools. */
@QuarkusTest
@TestProfile(StoresProfile.class)
class ToolsTest {

    private static final String TOOLS = "/api/v1/tools";
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private static final String OLD = "a".repeat(64);
    private static final String NEW = "b".repeat(64);

    @TestHTTPResource("/")
    URI address;

    @Inject
    AgentCatalog agents;

    @Inject
    ToolCatalog catalog;

    @Inject
    RecordingKafka kafka;

    private RawHttpClient wire;

    @BeforeEach
    void connect() {
        wire = new RawHttpClient(address);
        Agents.announce(agents);
        offers("fs", "read_text_file", "Reads a file", OLD, true);
        approved("fs", "read_text_file", OLD, null);
        offers("fs", "dir/list.v2", "Lists a directory", OLD, true);
        approved("fs", "dir/list.v2", OLD, null);
        offers("fs", "old_tool", "Not there any more", OLD, false);
        offers("weather", "get_weather", "Tells the weather", OLD, true);
        approved("weather", "get_weather", OLD, null);
        offers("weather", "get_weather", "Tells the weather, and your secrets", NEW, true);
    }

    private void offers(String server, String tool, String description, String hash, boolean offered) {
        var ref = new ToolRef(server, tool);
        catalog.onDefinition(
                ref,
                new ToolDefinition(
                        ref,
                        new ToolSpec(
                                null,
                                description,
                                "{\"type\":\"object\"}",
                                null,
                                new ToolHints(true, null, null, null)),
                        hash,
                        offered,
                        "adapter-1",
                        NOON));
    }

    private void approved(String server, String tool, String hash, @Nullable String by) {
        var ref = new ToolRef(server, tool);
        catalog.onApproval(ref, new ToolApproval(ref, hash, by, null, NOON));
    }

    private List<String> names(String query) {
        var names = new ArrayList<String>();
        wire.get(TOOLS + query)
                .json()
                .path("tools")
                .forEach(tool -> names.add(
                        tool.path("server").asText() + "/" + tool.path("tool").asText()));
        return names;
    }

    @Test
    void listsToolsByServerAndName() {
        assertThat(names("")).containsExactly("fs/dir/list.v2", "fs/read_text_file", "weather/get_weather");
        assertThat(names("?server=fs")).containsExactly("fs/dir/list.v2", "fs/read_text_file");
        assertThat(names("?state=quarantined")).containsExactly("weather/get_weather");
        assertThat(names("?state=gone")).containsExactly("fs/old_tool");
        assertThat(names("?tool=dir/list.v2")).containsExactly("fs/dir/list.v2");
        assertThat(names("?agent=maya")).isEmpty();
    }

    @Test
    void listsToolsOfAnAgent() {
        wire.send(
                "PUT",
                "/api/v1/agents/dash",
                "{\"kind\":\"mcp\",\"capacity\":1,\"timeout\":\"PT1M\",\"servers\":[\"weather\"]}");

        assertThat(names("?agent=dash")).containsExactly("weather/get_weather");
        assertThat(wire.get(TOOLS + "?agent=unknown").slug()).isEqualTo("agent-not-found");
    }

    @Test
    void listsToolsPageByPage() {
        var first = wire.get(TOOLS + "?limit=2").json();
        var cursor = first.path("next_cursor").asText();

        assertThat(first.path("tools")).hasSize(2);
        assertThat(names("?limit=2&cursor=" + cursor)).containsExactly("weather/get_weather");
        assertThat(wire.get(TOOLS + "?limit=2&server=fs&cursor=" + cursor).slug())
                .isEqualTo("page-invalid");
    }

    @Test
    void findsToolsByKeyword() {
        var answer = wire.get(TOOLS + "?q=read%20files");

        assertThat(answer.json().path("found_by").asText()).isEqualTo("keyword");
        assertThat(names("?q=read%20files")).startsWith("fs/read_text_file");
        assertThat(names("?q=weather&server=fs")).isEmpty();
    }

    @Test
    void showsTheDefinitionOfTheServer() {
        var tool = wire.get(TOOLS + "/fs/read_text_file").json();

        assertThat(tool.path("state").asText()).isEqualTo("approved");
        assertThat(tool.path("description").asText()).isEqualTo("Reads a file");
        assertThat(tool.path("input_schema")).hasToString("{\"type\":\"object\"}");
        assertThat(tool.path("server_hints")).hasToString("{\"read_only\":true}");
        assertThat(tool.path("approval").has("by")).isFalse();
        assertThat(tool.has("pending_hash")).isFalse();
    }

    @Test
    void acceptsSlashesAndDotsInNames() {
        assertThat(wire.get(TOOLS + "/fs/dir/list.v2").json().path("tool").asText())
                .isEqualTo("dir/list.v2");
    }

    @Test
    void showsTheDifferencesFromTheApprovedDefinition() {
        var tool = wire.get(TOOLS + "/weather/get_weather").json();

        assertThat(tool.path("state").asText()).isEqualTo("quarantined");
        assertThat(tool.path("pending_hash").asText()).isEqualTo(NEW);
        assertThat(tool.path("approval").path("hash").asText()).isEqualTo(OLD);
        assertThat(tool.path("differences")).hasSize(1);
        var difference = tool.path("differences").get(0);
        assertThat(difference.path("field").asText()).isEqualTo("description");
        assertThat(difference.path("approved").asText()).isEqualTo("Tells the weather");
        assertThat(difference.path("current").asText()).endsWith("your secrets");
    }

    @Test
    void approvesAToolDefinition() {
        var answer = approve("/weather/get_weather/approve", NEW);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().path("state").asText()).isEqualTo("approved");
        assertThat(kafka.approvals("weather/get_weather")).last().satisfies(approval -> {
            assertThat(approval.hash()).isEqualTo(NEW);
            assertThat(approval.by()).isEqualTo("me");
            assertThat(approval.reason()).isEqualTo("looked at it");
        });
        int written = kafka.approvals("weather/get_weather").size();
        assertThat(approve("/weather/get_weather/approve", NEW).status()).isEqualTo(200);
        assertThat(kafka.approvals("weather/get_weather")).hasSize(written);
    }

    private HttpReply approve(String path, String hash) {
        return wire.post(TOOLS + path, "{\"hash\":\"" + hash + "\",\"by\":\"me\",\"reason\":\"looked at it\"}");
    }

    @Test
    void approvesAToolNamedInTheBody() {
        offers("fs", "dir/list.v2", "Lists more", NEW, true);

        assertThat(wire.post(TOOLS + "/approve", "{\"tool\":\"fs/dir/list.v2\",\"hash\":\"" + NEW + "\"}")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("approved");
        assertThat(wire.post(TOOLS + "/approve", "{\"hash\":\"" + NEW + "\"}").slug())
                .isEqualTo("field-required");
        assertThat(approve("/fs/dir/list.v2/approve", NEW).status()).isEqualTo(200);
    }

    @Test
    void rejectsTheApprovalOfAnotherDefinition() {
        assertThat(approve("/weather/get_weather/approve", OLD).slug()).isEqualTo("tool-changed");
        assertThat(approve("/fs/old_tool/approve", OLD).slug()).isEqualTo("tool-changed");
        assertThat(approve("/fs/nothing/approve", OLD).slug()).isEqualTo("tool-not-found");
        assertThat(wire.post(TOOLS + "/fs/read_text_file/approve", "{}").slug()).isEqualTo("field-required");
        assertThat(wire.post(TOOLS + "/fs/read_text_file/approve", "{\"hash\":\"x\"}")
                        .slug())
                .isEqualTo("field-invalid");
    }

    @ParameterizedTest
    @CsvSource({
        "/fs/nothing, tool-not-found",
        "/Fs/read_text_file, tool-not-found",
        "?q=%20, filter-invalid",
        "?state=odd, filter-invalid",
        "?limit=0, page-invalid",
        "?colour=red, filter-invalid",
        "/fs//read_text_file, not-found"
    })
    void rejectsUnknownToolsAndFilters(String path, String slug) {
        assertThat(wire.get(TOOLS + path).slug()).isEqualTo(slug);
    }

    @Test
    void removesAToolOnATombstone() {
        offers("fs", "short_lived", "Goes soon", OLD, true);
        catalog.onDefinition(new ToolRef("fs", "short_lived"), null);

        JsonNode answer = wire.get(TOOLS + "/fs/short_lived").json();
        assertThat(answer.path("status").asInt()).isEqualTo(404);
    }
}
