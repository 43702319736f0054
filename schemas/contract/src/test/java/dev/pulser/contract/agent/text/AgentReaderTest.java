// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.pulser.contract.agent.AgentLimits;
import dev.pulser.contract.agent.AgentModel;
import dev.pulser.contract.cost.Budget;
import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.validation.ValidationError;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentReaderTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String THINKER = """
            {"name": "reviewer", "kind": "llm", "capacity": 4, "timeout": "PT2M", "task_types": ["review"],
             "endpoint": "https://models.example.com/v1", "credential": "MODEL_KEY", "servers": ["github"],
             "health_url": "https://models.example.com/health", "avatar": "🦉",
             "limits": {"requests_per_minute": 60, "tokens_per_minute": 90000, "company_concurrency": 2,
                        "company_requests_per_minute": 30},
             "rates": {"input_per_million": 3, "output_per_million": 15, "per_attempt": 0.001},
             "budget": {"period": "month", "per_attempt": 0.05, "agent": 100, "company": 5, "companies": {"acme": 20}},
             "model": {"name": "m-1", "prompt": "You review.", "tools": ["github/search"], "max_steps": 10,
                       "max_tokens": 9000, "max_output_tokens": 500, "temperature": 0.2}}
            """;

    @Test
    void readsEveryFieldOfAnAgentThatThinks() throws JsonProcessingException {
        var agent = AgentReader.read(JSON.readTree(THINKER));

        assertThat(agent.connection().credential()).isEqualTo("MODEL_KEY");
        assertThat(agent.connection().healthUrl()).hasToString("https://models.example.com/health");
        assertThat(agent.profile().avatar()).isEqualTo("🦉");
        assertThat(agent.limits()).isEqualTo(new AgentLimits(60, 90_000, 2, 30));
        assertThat(agent.rates()).isEqualTo(new Rates(3_000_000, 15_000_000, 1_000));
        assertThat(agent.budget())
                .isEqualTo(new Budget(
                        Budget.Period.MONTH,
                        50_000,
                        100_000_000L,
                        5_000_000L,
                        Map.of(new Company("acme"), 20_000_000L)));
        assertThat(agent.model())
                .isEqualTo(new AgentModel("m-1", "You review.", List.of("github/search"), 10, 9_000, 500, 0.2));
    }

    @Test
    void readsWhatTheWriterWrites() throws JsonProcessingException {
        var agent = AgentReader.read(JSON.readTree(THINKER));

        assertThat(AgentReader.read(AgentWriter.write(agent))).isEqualTo(agent);
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThat(faults("{\"name\": \"A!\", \"kind\": \"robot\", \"capacity\": \"x\", \"colour\": 1}"))
                .extracting(ValidationError::field)
                .containsExactlyInAnyOrder("/name", "/kind", "/capacity", "/colour", "/timeout");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "kind": "llm"              | "kind": "http"              | /model
            "kind": "llm"              | "kind": "kafka"             | /endpoint
            "kind": "llm"              | "kind": "a2a"               | /servers
            "per_attempt": 0.05        | "per_attempt": 0            | /budget/per_attempt
            "per_attempt": 0.05        | "per_attempt": -1           | /budget/per_attempt
            "per_attempt": 0.05        | "per_attempt": 0.0000001    | /budget/per_attempt
            "per_attempt": 0.05,       |                             | /budget/per_attempt
            "agent": 100               | "agent": 0.01               | /budget/agent
            "period": "month"          | "period": "fortnight"       | /budget/period
            "acme": 20                 | "acme": "much"              | /budget/companies/acme
            "requests_per_minute": 60  | "requests_per_minute": 0    | /limits/requests_per_minute
            "requests_per_minute": 60  | "requests_per_hour": 60     | /limits/requests_per_hour
            "max_steps": 10            | "max_steps": 0              | /model/max_steps
            "max_output_tokens": 500   | "max_output_tokens": 9001   | /model/max_output_tokens
            "temperature": 0.2         | "temperature": 3            | /model/temperature
            "credential": "MODEL_KEY"  | "credential": "sk-very-secret" | /credential
            "endpoint": "https://models| "endpoint": "file://models  | /endpoint
            "servers": ["github"]      | "servers": "github"         | /servers
            "rates":                   | "price":                    | /budget
            """)
    void namesTheField(String good, String bad, String field) {
        assertThat(faults(THINKER.replace(good, bad == null ? "" : bad)))
                .extracting(ValidationError::field)
                .contains(field);
    }

    @Test
    void needsAModelToThink() {
        var without = THINKER.substring(0, THINKER.indexOf(",\n \"model\"")) + "}";

        assertThat(faults(without))
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail()).isEqualTo("model must be set for kind llm"));
    }

    private static List<ValidationError> faults(String json) {
        var thrown = new AgentFaulty[1];
        assertThatExceptionOfType(AgentFaulty.class)
                .isThrownBy(() -> AgentReader.read(JSON.readTree(json)))
                .satisfies(faulty -> thrown[0] = faulty);
        return thrown[0].faults();
    }
}
