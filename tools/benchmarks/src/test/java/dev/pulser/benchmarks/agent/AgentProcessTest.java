// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.benchmarks.report.JvmHeap;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;

class AgentProcessTest {

    @Test
    void startsAnAgentWithMeasurableHeap() throws IOException, InterruptedException {
        try (var agent = AgentProcess.start(NoopAgent.class);
                var http = HttpClient.newHttpClient()) {
            var calls = HttpRequest.newBuilder(agent.at("/calls")).build();

            assertThat(http.send(calls, BodyHandlers.ofString()).body()).isEqualTo("0");
            assertThat(JvmHeap.live(agent.process().toHandle()).orElseThrow()).isGreaterThan(100_000);
        }
    }
}
