// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Agent that is created, changed and deleted by REST. */
@ExtendWith(PulserStack.Shared.class)
class AgentDefinitionIT {

    private static final String AGENT = "/api/v1/agents/created_by_rest";
    private static final String DEFINITION = """
            {"name":"created_by_rest","kind":"mcp","capacity":2,"timeout":"PT30S","servers":["toolbox"],
             "task_types":["rest_work"],"by":"endtoend","reason":"more capacity"}
            """;
    private static final String TASK =
            "{\"task_type\":\"rest_work\",\"payload\":{\"tool\":\"echo\",\"arguments\":{\"message\":\"hello\"}}}";

    @Test
    void runsTasksUntilItIsDisabledAndDeleted(PulserStack pulser) {
        var api = pulser.api();

        var created = api.post("/api/v1/agents", DEFINITION);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        var shown = api.get(AGENT);
        assertThat(shown.headers().firstValue("ETag"))
                .isEqualTo(created.headers().firstValue("ETag"));
        assertThat(await().atMost(TaskApi.TIMEOUT)
                        .until(() -> api.awaitEnd(api.submit(TASK)), AgentDefinitionIT::isCompleted)
                        .path("assigned_agent")
                        .asText())
                .isEqualTo("created_by_rest");

        var changed = api.send("PATCH", AGENT, "{\"enabled\":false}");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(api.post("/api/v1/tasks", TASK).body()).contains("agent-unavailable");

        var deleted = await().atMost(TaskApi.TIMEOUT)
                .until(() -> api.send("DELETE", AGENT, "{}"), answer -> answer.statusCode() != 409);
        assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(200);
        assertThat(api.get(AGENT).statusCode()).isEqualTo(404);
        await().atMost(TaskApi.TIMEOUT)
                .untilAsserted(() -> assertThat(audited(pulser))
                        .containsExactly(
                                "endtoend create more capacity",
                                "unknown replace changed fields: enabled",
                                "unknown delete"));
    }

    private static boolean isCompleted(JsonNode task) {
        return task.path("status").asText().equals("completed");
    }

    private static List<String> audited(PulserStack pulser) throws SQLException {
        var lines = new ArrayList<String>();
        try (var connection = pulser.database();
                var query = connection.prepareStatement("""
                        select concat_ws(' ', actor, action, substr(details, nullif(strpos(details, ': '), 0) + 2))
                        from pulser.audit_log where subject = 'agent created_by_rest' order by seq""");
                var rows = query.executeQuery()) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }
}
