// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static dev.pulser.routing.RoutingTestBench.aBench;
import static dev.pulser.routing.RoutingTestBench.taskTopic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.event.TaskEvent;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tasks for agents with input schemas, and for disabled agents. */
class AdmissionRulesTest {

    private static final String SCHEMA =
            "{\"properties\":{\"file\":{\"type\":\"string\"},\"pages\":{\"minimum\":1}},\"required\":[\"file\"]}";

    private final RoutingTestBench bench = aBench().agents(
                    anAgent("maya").homeOf("documentation").taking(SCHEMA).capacity(9));

    @AfterEach
    void close() {
        bench.close();
    }

    private void assertRefused(Task task, String code) {
        assertThat(bench.deadLetters()).singleElement().satisfies(deadLetter -> {
            assertThat(deadLetter.id()).isEqualTo(task.id());
            assertThat(deadLetter.error().code()).isEqualTo(code);
            assertThat(deadLetter.task()).isEqualTo(task);
        });
        assertThat(bench.events(task.id())).extracting(TaskEvent::state).containsExactly(TaskState.FAILED);
        assertThat(bench.newAssignments()).isEmpty();
    }

    @Test
    void acceptsAPayloadThatMatchesTheSchema() {
        bench.submit(aTask().payload("{\"file\":\"a.md\",\"pages\":1}"));

        assertThat(bench.newAssignments()).hasSize(1);
        assertThat(bench.deadLetters()).isEmpty();
    }

    @Test
    void deadLettersAPayloadThatViolatesTheSchema() {
        var task = bench.submit(aTask().payload("{\"pages\":0}"));

        assertRefused(task, "validation");
    }

    @Test
    void listsEveryErrorOfAPayload() {
        bench.pipe(
                taskTopic(Priority.LOW),
                null,
                "{\"task_type\":\"documentation\",\"payload\":{\"pages\":0}}".getBytes(UTF_8));

        assertThat(bench.deadLetters())
                .extracting(deadLetter -> deadLetter.error().reason())
                .containsExactly("The payload does not match the input schema of agent maya: "
                        + "/payload/pages minimum: must have a minimum value of 1; "
                        + "/payload/file required: required property 'file' not found.");
    }

    @Test
    void validatesAPayloadAgainstTheCurrentSchema() {
        bench.agents(anAgent("maya").homeOf("documentation").taking("{\"required\":[\"title\"]}"));

        var task = bench.submit(aTask().payload("{\"file\":\"a.md\"}"));

        assertRefused(task, "validation");
    }

    @Test
    void deadLettersATaskForADisabledAgent() {
        bench.agents(anAgent("dash").homeOf("analytics").backedUpBy("maya").disabled());

        var task = bench.submit(aTask().ofType("analytics").askingFor("dash"));

        assertRefused(task, "agent-unavailable");
    }

    @Test
    void deadLettersATaskWhenAllBackupsAreDisabled() {
        bench.agents(
                anAgent("dash").homeOf("analytics").backedUpBy("echo").disabled(),
                anAgent("echo").disabled());

        var task = bench.submit(aTask().ofType("analytics"));

        assertRefused(task, "agent-unavailable");
    }

    @Test
    void assignsTasksOfADisabledAgentToItsBackup() {
        bench.agents(anAgent("dash").homeOf("analytics").backedUpBy("maya").disabled());

        bench.submit(aTask().ofType("analytics").payload("{\"file\":\"a.csv\"}"));

        assertThat(bench.newAssignments())
                .extracting(assignment -> assignment.agent())
                .containsExactly(new AgentName("maya"));
    }

    @Test
    void ignoresADuplicateAfterItsAgentChanged() {
        bench.submit(aTask().keyed("k-1").payload("{\"file\":\"a.md\"}"));
        bench.agents(anAgent("maya").homeOf("documentation").disabled());

        bench.submit(aTask().keyed("k-1").payload("{\"file\":\"a.md\"}"));

        assertThat(bench.newAssignments()).hasSize(1);
        assertThat(bench.deadLetters()).isEmpty();
    }

    @Test
    void keepsTheDefinitionOfAnAgentWhenItsNewSchemaIsUnsafe() {
        var topic = RoutingTestBench.TOPICS.agentDefinitions();
        var good = anAgent("maya")
                .homeOf("documentation")
                .taking("{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":false}}")
                .build();
        var bytes = topic.values().serializer().serialize(topic.name(), good);
        var unsafe = new String(bytes, UTF_8).replace("#/$defs/a", "file:///x").getBytes(UTF_8);

        bench.pipe(topic.name(), "maya".getBytes(UTF_8), unsafe);
        bench.submit(aTask().payload("{\"file\":\"a.md\"}"));

        assertThat(bench.newAssignments()).hasSize(1);
    }
}
