// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.AgentAdapterContract;
import dev.pulser.adapters.spi.RecordedProgress;
import dev.pulser.adapters.spi.ScriptedAgent;
import java.io.IOException;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpAdapterContractTest extends AgentAdapterContract {

    private final ScriptedHttpAgent agent;
    private final HttpAdapter adapter;

    HttpAdapterContractTest() throws IOException {
        agent = new ScriptedHttpAgent();
        adapter = new HttpAdapter(FixedHttpConfig.small(), InstantSource.fixed(Assignments.NOW));
    }

    @AfterEach
    void close() {
        adapter.close();
        agent.close();
    }

    @Override
    protected AgentAdapter adapter() {
        return adapter;
    }

    @Override
    protected ScriptedAgent agent() {
        return agent;
    }

    @Test
    void postsTheTaskAsTheDocumentationSays() throws InterruptedException {
        var assignment = Assignments.paying("{\"big\": 12345678901234567890.10}");

        adapter.run(assignment, agent.definition(), new RecordedProgress());

        assertThat(agent.lastBody())
                .isEqualTo("{\"task_id\":\"%s\",\"task_type\":\"documentation\",\"priority\":\"medium\","
                                .formatted(assignment.task().id())
                        + "\"agent\":\"alpha\",\"attempt\":1,\"payload\":{\"big\": 12345678901234567890.10},"
                        + "\"requester\":\"user@example.com\",\"deadline\":\"2026-01-31T12:01:00Z\"}");
        assertThat(agent.lastTraceparent()).isNull();
    }
}
