// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.harness.Agents;
import dev.pulser.ingest.harness.McpTestClient;
import dev.pulser.ingest.harness.NodePeers;
import dev.pulser.ingest.harness.RecordingKafka;
import dev.pulser.ingest.harness.SimulatedRouting;
import dev.pulser.ingest.harness.StoresProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The TypeScript SDKs as clients, and the official conformance suite. Skipped if Node is not installed. */
@QuarkusTest
@TestProfile(StoresProfile.class)
class McpNodePeersTest {

    @TestHTTPResource("/")
    URI address;

    @Inject
    AgentCatalog catalog;

    @Inject
    RecordingKafka kafka;

    private NodePeers peers;
    private SimulatedRouting routing;

    @BeforeEach
    void install() {
        peers = NodePeers.installed();
        Agents.announce(catalog);
        routing = new SimulatedRouting(kafka);
    }

    @AfterEach
    void stop() {
        if (routing != null) {
            routing.close();
        }
    }

    private String endpoint() {
        return "http://127.0.0.1:%d%s".formatted(address.getPort(), McpTestClient.MCP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy-peer.mjs", "modern-peer.mjs"})
    void completesTasksForTheTypeScriptSdk(String peer) {
        var ended = peers.node(peer, endpoint());

        assertThat(ended.code()).as(ended.output()).isZero();
    }

    /** All scenarios of the suite. Exactly the failures in the file of exceptions are expected. */
    @Test
    void conformsToTheProtocolsUntil20251125() {
        var checks = peers.conformance("@modelcontextprotocol/conformance", endpoint(), "2025-11-25");

        assertThat(checks.failed()).containsExactlyInAnyOrderElementsOf(checks.exceptions());
        assertThat(checks.passed())
                .contains(
                        "server-initialize server-initialize",
                        "ping ping",
                        "tools-list tools-list",
                        "dns-rebinding-protection localhost-host-rebinding-rejected",
                        "dns-rebinding-protection localhost-host-valid-accepted");
    }

    /** The suite of this version is not finished; there is no other one. */
    @Test
    void conformsToTheProtocolOf20260728() {
        var checks = peers.conformance("conformance-modern", endpoint(), "2026-07-28");

        assertThat(checks.failed()).containsExactlyInAnyOrderElementsOf(checks.exceptions());
        assertThat(checks.passed())
                .contains(
                        "server-stateless sep-2575-server-implements-discover",
                        "server-stateless sep-2575-http-server-header-mismatch-400",
                        "server-stateless sep-2575-server-unsupported-version-error",
                        "http-header-validation sep-2243-server-reject-invalid-headers",
                        "dns-rebinding-protection localhost-host-rebinding-rejected");
    }
}
