// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import dev.pulser.ingest.submit.idempotency.IdempotencyKeyLookup;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import dev.pulser.contract.task.TaskId;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import dev.pulser.ingest.persistence.task.StoredTask;
import dev.pulser.ingest.submit.idempotency.IdempotencyChecker.Verdict;
import dev.pulser.ingest.submit.SubmissionParser.Reading;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmissionParserTest {

    private static final String TASK = "{\"task_type\":\"documentation\",\"payload\":{}}";
    private static final AgentTable AGENTS = AgentTable.of(List.of(
            anAgent("maya").homeOf("documentation").build(), anAgent("dash").build()));

    private final SubmissionParser reading = new SubmissionParser();
    private final TaskId newId = aTask().build().id();

    private Reading read(String json, @Nullable String key, Optional<AgentTable> agents) {
        var submission = new Submission(Bytes.wrap(json.getBytes(StandardCharsets.UTF_8)), key, null);
        return reading.read(submission, agents, newId, NOON);
    }

    private Reading read(String json) {
        return read(json, null, Optional.of(AGENTS));
    }

    private static List<ValidationErrorCode> codes(Reading reading) {
        return ((Reading.Faulty) reading).faults().stream().map(ValidationError::code).toList();
    }

    @Test
    void makesATaskForItsHome() {
        assertThat(read(TASK)).asInstanceOf(type(Reading.Complete.class)).satisfies(complete -> {
            assertThat(complete.home()).isEqualTo(new AgentName("maya"));
            assertThat(complete.task().id()).isEqualTo(newId);
            assertThat(complete.task().submittedAt()).isEqualTo(NOON);
            assertThat(complete.task().company()).isEqualTo(Company.DEFAULT);
        });
    }

    @Test
    void takesTheAgentThatIsAskedFor() {
        assertThat(read("{\"task_type\":\"cooking\",\"payload\":{},\"agent\":\"dash\"}"))
                .asInstanceOf(type(Reading.Complete.class))
                .extracting(Reading.Complete::home)
                .isEqualTo(new AgentName("dash"));
    }

    @Test
    void derivesTheIdFromTheKeyWhereverItStands() {
        var id = TaskId.ofKey(Company.DEFAULT, new TaskType("documentation"), "k");

        assertThat(((Reading.Complete) read(TASK, "k", Optional.of(AGENTS)))
                        .task()
                        .id())
                .isEqualTo(id);
        assertThat(((Reading.Complete) read(TASK.replace("{}", "{},\"idempotency_key\":\"k\"")))
                        .task()
                        .id())
                .isEqualTo(id);
    }

    @Test
    void findsWhatIsWrongWithHeaderAndBodyAtOnce() {
        assertThat(codes(read("{\"priority\":1}", "a b", Optional.of(AGENTS))))
                .asInstanceOf(list(ValidationErrorCode.class))
                .startsWith(ValidationErrorCode.IDEMPOTENCY_KEY_INVALID)
                .contains(ValidationErrorCode.FIELD_TYPE, ValidationErrorCode.FIELD_REQUIRED);
        assertThat(codes(read("{\"task_type\":\"cooking\",\"payload\":{},\"deadline\":\"2020-01-01T00:00:00Z\"}")))
                .containsExactly(ValidationErrorCode.DEADLINE_INVALID, ValidationErrorCode.AGENT_UNKNOWN);
    }

    @Test
    void findsFaultsEvenWhileNobodyKnowsTheAgents() {
        assertThat(codes(read("{}", null, Optional.empty())))
                .containsExactly(ValidationErrorCode.FIELD_REQUIRED, ValidationErrorCode.FIELD_REQUIRED);
        assertThat(read(TASK, null, Optional.empty())).isInstanceOf(Reading.Undecided.class);
    }

    @Test
    void tellsARepetitionFromASecondUseByWhatARowKeeps() {
        var due = NOON.plusSeconds(60);
        var task = aTask().keyed("k").due(due.plusNanos(1_000)).build();

        assertThat(IdempotencyKeyLookup.asksTheSame(task, stored(task.payload(), due))).isEqualTo(Verdict.REPEATED);
        assertThat(IdempotencyKeyLookup.asksTheSame(task, stored("{}", due))).isEqualTo(Verdict.MISMATCH);
        assertThat(IdempotencyKeyLookup.asksTheSame(task, stored(task.payload(), null))).isEqualTo(Verdict.MISMATCH);
        var another = aTask().keyed("k").due(due).askingFor("dash").build();
        assertThat(IdempotencyKeyLookup.asksTheSame(another, stored(task.payload(), due))).isEqualTo(Verdict.MISMATCH);
        var patient = aTask().keyed("k").due(due).within(Duration.ofSeconds(9)).build();
        assertThat(IdempotencyKeyLookup.asksTheSame(patient, stored(task.payload(), due))).isEqualTo(Verdict.MISMATCH);
    }

    private static StoredTask stored(String payload, @Nullable Instant deadline) {
        var task = aTask().keyed("k").payload(payload).build();
        return new StoredTask(TaskSnapshot.accepted(task, new AgentName("maya")), deadline, null, null);
    }
}
