// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class GatedAgentTest {

    @Test
    void completesOnlyAllowedCalls() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        try (var agent = GatedAgent.start(0);
                var http = HttpClient.newHttpClient()) {
            var root = URI.create("http://127.0.0.1:%d/".formatted(agent.port()));
            var call = http.sendAsync(post(root.resolve("/run"), "{\"task_id\":\"first\"}"), BodyHandlers.ofString());
            var order = HttpRequest.newBuilder(root.resolve("/order")).build();
            while (http.send(order, BodyHandlers.ofString()).body().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(call).isNotDone();

            http.send(post(root.resolve("/allow"), "1"), BodyHandlers.discarding());

            assertThat(call.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            assertThat(http.send(order, BodyHandlers.ofString()).body()).isEqualTo("first");
        }
    }

    private static HttpRequest post(URI uri, String body) {
        return HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build();
    }
}
