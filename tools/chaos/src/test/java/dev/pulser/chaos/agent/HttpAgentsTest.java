// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.chaos.history.RunClock;
import dev.pulser.chaos.journal.CallJournal;
import dev.pulser.chaos.journal.Sha256;
import dev.pulser.chaos.script.AgentScript;
import dev.pulser.chaos.script.ScriptStep;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpAgentsTest {

    private static final AgentScript SCRIPT = AgentScript.of(
            ScriptStep.UNAVAILABLE, ScriptStep.BUSY, ScriptStep.MALFORMED, ScriptStep.RESET, ScriptStep.HANG);

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private CallJournal journal;
    private HttpAgents agents;

    @BeforeEach
    void start() throws IOException {
        journal = CallJournal.in(folder, new RunClock(Clock.systemUTC()));
        agents = HttpAgents.start(journal, Duration.ofMillis(50));
    }

    @AfterEach
    void stop() throws IOException {
        agents.close();
        journal.close();
        http.close();
    }

    @Test
    void followsTheScriptInEachAttempt() throws IOException, InterruptedException {
        assertThat(call(1).statusCode()).isEqualTo(503);
        assertThat(call(2).statusCode()).isEqualTo(429);
        assertThat(call(3).body()).startsWith("<html>");
        assertThatThrownBy(() -> call(4)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> call(5)).isInstanceOf(IOException.class);
        assertThat(call(6).statusCode()).isEqualTo(200);

        assertThat(CallJournal.readAll(folder))
                .extracting(call -> call.step())
                .containsExactly(
                        ScriptStep.UNAVAILABLE,
                        ScriptStep.BUSY,
                        ScriptStep.MALFORMED,
                        ScriptStep.RESET,
                        ScriptStep.HANG,
                        ScriptStep.OK);
    }

    @Test
    void recordsRequestsAndResponses() throws IOException, InterruptedException {
        var answer = call(6);

        var call = CallJournal.readAll(folder).getFirst();
        assertThat(call.agent()).isEqualTo(ChaosAgents.STEADY);
        assertThat(call.key()).isEqualTo("tsk_1/0");
        assertThat(call.taskId()).isEqualTo("tsk_1");
        assertThat(call.attempt()).isEqualTo(6);
        assertThat(call.epoch()).isEqualTo(7);
        assertThat(call.nonce()).isEqualTo("n");
        assertThat(call.reply()).contains(Sha256.of(answer.body()));
        assertThat(call.ended()).isNotNull();
    }

    @Test
    void returnsAUniqueResultForEachCall() throws IOException, InterruptedException {
        assertThat(call(6).body()).isNotEqualTo(call(6).body());
    }

    private HttpResponse<String> call(int attempt) throws IOException, InterruptedException {
        var work = new ScriptedWork("n", SCRIPT, "canary", Duration.ZERO);
        return http.send(
                HttpRequest.newBuilder(agents.address(ChaosAgents.STEADY))
                        .header("Idempotency-Key", "tsk_1/0")
                        .header("X-Pulser-Attempt", Integer.toString(attempt))
                        .header("X-Pulser-Epoch", "7")
                        .POST(BodyPublishers.ofString("{\"payload\":" + work.payload() + "}"))
                        .build(),
                BodyHandlers.ofString());
    }
}
