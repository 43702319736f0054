// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.ingest.agents.AgentCatalogue;
import dev.pulser.ingest.harness.Agents;
import dev.pulser.ingest.harness.Assistant;
import dev.pulser.ingest.harness.NodePeers;
import dev.pulser.ingest.harness.RecordingKafka;
import dev.pulser.ingest.harness.Routing;
import dev.pulser.ingest.harness.WithStores;
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

/** The TypeScript SDKs as clients, and the official conformance suite. Skipped where there is no Node. */
@QuarkusTest
@TestProfile(WithStores.class)
class McpNodePeersTest {

    @TestHTTPResource("/")
    URI address;

    @Inject
    AgentCatalogue catalogue;

    @Inject
    RecordingKafka kafka;

    private NodePeers peers;
    private Routing routing;

    @BeforeEach
    void install() {
        peers = NodePeers.installed();
        Agents.announce(catalogue);
        routing = new Routing(kafka);
    }

    @AfterEach
    void stop() {
        if (routing != null) {
            routing.close();
        }
    }

    private String endpoint() {
        return "http://127.0.0.1:%d%s".formatted(address.getPort(), Assistant.MCP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy-peer.mjs", "modern-peer.mjs"})
    void hasTasksDoneForTheTypeScriptSdk(String peer) {
        var ended = peers.node(peer, endpoint());

        assertThat(ended.code()).as(ended.output()).isZero();
    }

    /** Every scenario of the suite; the file says which ones cannot pass, and why. One that passes all the same is an error. */
    @Test
    void conformsToTheProtocolsUntil20251125() {
        conforms("@modelcontextprotocol/conformance", "2025-11-25");
    }

    @Test
    void conformsToTheProtocolOf20260728() {
        conforms("conformance-modern", "2026-07-28");
    }

    private void conforms(String suite, String version) {
        var ended = peers.node(
                "node_modules/" + suite + "/dist/index.js",
                "server",
                "--url",
                endpoint(),
                "--suite",
                "all",
                "--spec-version",
                version,
                "--expected-failures",
                "expected-" + version + ".yml");

        assertThat(ended.code()).as(ended.output()).isZero();
    }
}
