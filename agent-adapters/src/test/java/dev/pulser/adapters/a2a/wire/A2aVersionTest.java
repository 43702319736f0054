// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

import static dev.pulser.service.json.JsonPath.at;
import static dev.pulser.service.json.JsonPath.textAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.Assignments;
import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
import java.net.URI;
import org.junit.jupiter.api.Test;

class A2aVersionTest {

    @Test
    void writesAMessageOf0_3() throws MalformedJsonException {
        var assignment = Assignments.withPayload("{\"text\":\"Say \\\"hi\\\"\",\"n\":1.50}");

        var request = Json.parse(A2aVersion.V0_3
                .send(assignment, URI.create("https://p.example/callbacks/x"))
                .text());

        var id = assignment.task().id().value();
        assertThat(request.text())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"message/send\",\"params\":{\"message\":"
                        + "{\"kind\":\"message\",\"role\":\"user\",\"messageId\":\"" + id + "/0\",\"parts\":["
                        + "{\"kind\":\"text\",\"text\":\"Say \\\"hi\\\"\"},"
                        + "{\"kind\":\"data\",\"data\":{\"text\":\"Say \\\"hi\\\"\",\"n\":1.50}}],"
                        + "\"metadata\":{\"dev.pulser/task\":\"" + id + "\",\"dev.pulser/attempt\":1,"
                        + "\"dev.pulser/deadline\":\"2026-01-31T12:01:00Z\"}},\"configuration\":"
                        + "{\"acceptedOutputModes\":[\"application/json\",\"text/plain\"],\"blocking\":false,"
                        + "\"pushNotificationConfig\":{\"url\":\"https://p.example/callbacks/x\"}}}}");
    }

    @Test
    void writesAMessageOf1_0() throws MalformedJsonException {
        var request = Json.parse(A2aVersion.V1_0.stream(Assignments.withPayload("{\"text\":\"hi\"}"))
                .text());

        assertThat(at(request, "method")).isEqualTo(Json.string("SendStreamingMessage"));
        assertThat(at(request, "params", "message", "role")).isEqualTo(Json.string("ROLE_USER"));
        assertThat(at(request, "params", "message").member("kind")).isNull();
        assertThat(at(request, "params", "message", "parts").text())
                .isEqualTo("[{\"text\":\"hi\"},{\"data\":{\"text\":\"hi\"},\"mediaType\":\"application/json\"}]");
        assertThat(at(request, "params", "configuration").text())
                .isEqualTo(
                        "{\"acceptedOutputModes\":[\"application/json\",\"text/plain\"],\"returnImmediately\":true}");
    }

    @Test
    void escapesTheTaskId() throws MalformedJsonException {
        var request = Json.parse(A2aVersion.V1_0.get("a\"b").text());

        assertThat(at(request, "method")).isEqualTo(Json.string("GetTask"));
        assertThat(textAt(request, "params", "id")).isEqualTo("a\"b");
    }
}
