// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.pulser.ingest.mcp.jsonrpc.JsonRpcError;
import dev.pulser.ingest.mcp.jsonrpc.JsonRpcErrorException;
import dev.pulser.ingest.mcp.jsonrpc.JsonRpcMessage.Request;
import dev.pulser.ingest.mcp.jsonrpc.JsonRpcMessageReader;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class McpProtocolRevisionTest {

    private static final String META =
            "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}";

    private static Request request(String method, String params) {
        var json = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":{%s}}".formatted(method, params);
        return (Request) JsonRpcMessageReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static McpRequestHeaders headers(String... namesAndValues) {
        var all = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new McpRequestHeaders(all);
    }

    private static JsonRpcError refusal(Request request, McpRequestHeaders headers) {
        return catchThrowableOfType(JsonRpcErrorException.class, () -> McpProtocolRevision.of(request, headers))
                .error();
    }

    @Test
    void usesTheStatelessRevisionOfTheRequest() throws JsonRpcErrorException {
        var headers = headers("mcp-protocol-version", "2026-07-28", "MCP-METHOD", "tools/list");

        assertThat(McpProtocolRevision.of(request("tools/list", META), headers))
                .isEqualTo(McpProtocolRevision.STATELESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"})
    void usesTheHandshakeRevisionOfTheHeader(String version) throws JsonRpcErrorException {
        assertThat(McpProtocolRevision.of(request("tools/list", ""), headers("MCP-Protocol-Version", version)))
                .isEqualTo(McpProtocolRevision.HANDSHAKE);
    }

    @Test
    void usesTheHandshakeRevisionByDefault() throws JsonRpcErrorException {
        assertThat(McpProtocolRevision.of(request("initialize", "\"protocolVersion\":\"2025-11-25\""), headers()))
                .isEqualTo(McpProtocolRevision.HANDSHAKE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1900-01-01", "v999.0.0", ""})
    void listsSupportedVersionsForAnUnsupportedOne(String version) {
        var refusal = refusal(request("tools/list", ""), headers("MCP-Protocol-Version", version));

        assertThat(refusal.code()).isEqualTo(-32022);
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.versions())
                .isEqualTo(new JsonRpcError.Versions(
                        version, List.of("2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                    none                     | tools/list  | none
                    2025-11-25               | tools/list  | none
                    2026-07-28               | none        | none
                    2026-07-28               | tools/call  | none
                    2026-07-28               | TOOLS/LIST  | none
                    """)
    void rejectsHeadersThatDifferFromTheBody(@Nullable String version, @Nullable String method, @Nullable String name) {
        var headers = MultiMap.caseInsensitiveMultiMap();
        add(headers, "MCP-Protocol-Version", version);
        add(headers, "Mcp-Method", method);
        add(headers, "Mcp-Name", name);

        var refusal = refusal(request("tools/list", META), new McpRequestHeaders(headers));

        assertThat(refusal.code()).isEqualTo(-32020);
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.message()).contains("header M");
    }

    private static void add(MultiMap headers, String name, @Nullable String value) {
        if (value != null) {
            headers.add(name, value);
        }
    }

    @Test
    void rejectsDifferentRevisionsInHeaderAndBody() {
        var handshake = META.replace("2026-07-28", "2025-11-25");

        assertThat(refusal(request("tools/list", handshake), headers("MCP-Protocol-Version", "2026-07-28"))
                        .code())
                .isEqualTo(-32020);
    }

    @ParameterizedTest
    @ValueSource(strings = {"get_task", "  get_task ", "=?base64?Z2V0X3Rhc2s=?="})
    void acceptsEncodedNamesInTheHeader(String name) throws JsonRpcErrorException {
        assertThat(McpProtocolRevision.of(request("tools/call", "\"name\":\"get_task\"," + META), calling(name)))
                .isEqualTo(McpProtocolRevision.STATELESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"list_tasks", "GET_TASK", "=?base64?!?=", "=?base64?", "=?base64?bGlzdA==?="})
    void rejectsAnotherName(String name) {
        assertThat(refusal(request("tools/call", "\"name\":\"get_task\"," + META), calling(name))
                        .code())
                .isEqualTo(-32020);
    }

    private static McpRequestHeaders calling(String name) {
        return headers("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/call", "Mcp-Name", name);
    }

    @Test
    void rejectsADuplicateHeader() {
        var headers =
                headers("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/list", "Mcp-Method", "tools/list");

        assertThat(refusal(request("tools/list", META), headers).message()).contains("2 times");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\"_meta\":{}",
                "\"_meta\":7",
                "\"_meta\":{\"io.modelcontextprotocol/clientCapabilities\":{}}",
                "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"}",
                "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":[]}"
            })
    void requiresMetadataOfStatelessRequests(String params) {
        var headers = headers("MCP-Protocol-Version", "2026-07-28", "Mcp-Method", "tools/list");

        var refusal = refusal(request("tools/list", params), headers);

        assertThat(refusal.code()).isEqualTo(-32602);
        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.message()).contains("protocolVersion", "clientCapabilities");
    }

    @Test
    void negotiatesTheRequestedVersionOrTheNewest() {
        assertThat(McpProtocolRevision.negotiate("2025-03-26")).isEqualTo("2025-03-26");
        assertThat(McpProtocolRevision.negotiate("2099-01-01")).isEqualTo("2025-11-25");
        assertThat(McpProtocolRevision.negotiate("2026-07-28")).isEqualTo("2025-11-25");
        assertThat(McpProtocolRevision.negotiate(null)).isEqualTo("2025-11-25");
    }
}
