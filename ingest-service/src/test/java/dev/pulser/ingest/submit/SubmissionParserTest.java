// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.submit;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.pulser.contract.agent.AgentTable;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import dev.pulser.ingest.submit.SubmissionParser.ParsedSubmission;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubmissionParserTest {

    private static final String TASK = "{\"task_type\":\"documentation\",\"payload\":{}}";
    private static final AgentTable AGENTS = AgentTable.of(List.of(
            anAgent("maya").homeOf("documentation").build(), anAgent("dash").build()));

    private final SubmissionParser parser = new SubmissionParser();
    private final TaskId newId = aTask().build().id();

    private ParsedSubmission parse(String json, @Nullable String key, Optional<AgentTable> agents) {
        var submission = new Submission(Bytes.wrap(json.getBytes(StandardCharsets.UTF_8)), key, null);
        return parser.parse(submission, agents, newId, NOON);
    }

    private ParsedSubmission parse(String json) {
        return parse(json, null, Optional.of(AGENTS));
    }

    private static List<ValidationErrorCode> codes(ParsedSubmission parsed) {
        return ((ParsedSubmission.Invalid) parsed)
                .errors().stream().map(ValidationError::code).toList();
    }

    @Test
    void parsesATaskForItsHomeAgent() {
        assertThat(parse(TASK)).asInstanceOf(type(ParsedSubmission.Valid.class)).satisfies(valid -> {
            assertThat(valid.home()).isEqualTo(new AgentName("maya"));
            assertThat(valid.task().id()).isEqualTo(newId);
            assertThat(valid.task().submittedAt()).isEqualTo(NOON);
            assertThat(valid.task().company()).isEqualTo(Company.DEFAULT);
        });
    }

    @Test
    void routesToTheRequestedAgent() {
        assertThat(parse("{\"task_type\":\"cooking\",\"payload\":{},\"agent\":\"dash\"}"))
                .asInstanceOf(type(ParsedSubmission.Valid.class))
                .extracting(ParsedSubmission.Valid::home)
                .isEqualTo(new AgentName("dash"));
    }

    @Test
    void derivesTheIdFromTheKeyInHeaderOrBody() {
        var id = TaskId.ofKey(Company.DEFAULT, new TaskType("documentation"), "k");

        assertThat(((ParsedSubmission.Valid) parse(TASK, "k", Optional.of(AGENTS)))
                        .task()
                        .id())
                .isEqualTo(id);
        assertThat(((ParsedSubmission.Valid) parse(TASK.replace("{}", "{},\"idempotency_key\":\"k\"")))
                        .task()
                        .id())
                .isEqualTo(id);
    }

    @Test
    void reportsErrorsOfHeaderAndBodyTogether() {
        assertThat(codes(parse("{\"priority\":1}", "a b", Optional.of(AGENTS))))
                .asInstanceOf(list(ValidationErrorCode.class))
                .startsWith(ValidationErrorCode.IDEMPOTENCY_KEY_INVALID)
                .contains(ValidationErrorCode.FIELD_TYPE, ValidationErrorCode.FIELD_REQUIRED);
        assertThat(codes(parse("{\"task_type\":\"cooking\",\"payload\":{},\"deadline\":\"2020-01-01T00:00:00Z\"}")))
                .containsExactly(ValidationErrorCode.DEADLINE_INVALID, ValidationErrorCode.AGENT_UNKNOWN);
    }

    @Test
    void reportsErrorsBeforeTheAgentsAreLoaded() {
        assertThat(codes(parse("{}", null, Optional.empty())))
                .containsExactly(ValidationErrorCode.FIELD_REQUIRED, ValidationErrorCode.FIELD_REQUIRED);
        assertThat(parse(TASK, null, Optional.empty())).isInstanceOf(ParsedSubmission.AgentsUnknown.class);
    }
}
