// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import org.junit.jupiter.params.provider.ValueSource;

class AgentDefinitionReaderTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String LLM_AGENT = """
            {"name": "reviewer", "kind": "llm", "capacity": 4, "timeout": "PT2M", "task_types": ["review"],
             "endpoint": "https://models.example.com/v1", "credential": "MODEL_KEY", "servers": ["github"],
             "health_url": "https://models.example.com/health", "avatar": "🦉", "backups": ["second"],
             "limits": {"requests_per_minute": 60, "tokens_per_minute": 90000, "company_concurrency": 2,
                        "company_requests_per_minute": 30},
             "rates": {"input_per_million": 3, "output_per_million": 15, "per_attempt": 0.001},
             "budget": {"period": "month", "per_attempt": 0.05, "agent": 100, "company": 5, "companies": {"acme": 20}},
             "model": {"name": "m-1", "prompt": "You review.", "tools": ["github/search"], "max_steps": 10,
                       "max_tokens": 9000, "max_output_tokens": 500, "temperature": 0.2}}
            """;

    private static final String MINIMAL = """
            {"name": "worker", "kind": "kafka", "capacity": 1, "timeout": "PT1M"}""";

    @Test
    void readsEveryFieldOfAnLlmAgent() throws JsonProcessingException {
        var agent = AgentDefinitionReader.read(JSON.readTree(LLM_AGENT));

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
    void usesTheDefaultsOfTheSchema() throws JsonProcessingException {
        var agent = AgentDefinitionReader.read(JSON.readTree(MINIMAL));

        assertThat(agent.profile().role()).isEmpty();
        assertThat(agent.enabled()).isTrue();
        assertThat(agent.idempotent()).isFalse();
        assertThat(agent.taskTypes()).isEmpty();
        assertThat(agent.inputSchema()).isNull();
        assertThat(agent.limits()).isEqualTo(AgentLimits.NONE);
        assertThat(agent.rates()).isEqualTo(Rates.FREE);
        assertThat(agent.budget()).isNull();
    }

    @Test
    void usesTheDefaultsOfAModelWithinItsTokenLimit() throws JsonProcessingException {
        var agent = AgentDefinitionReader.read(JSON.readTree("""
                {"name": "a", "kind": "llm", "capacity": 1, "timeout": "PT1M", "endpoint": "http://localhost:1/v1",
                 "model": {"name": "m", "prompt": "p", "max_tokens": 1000}}
                """));

        assertThat(agent.model()).isEqualTo(new AgentModel("m", "p", List.of(), 20, 1_000, 1_000, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {LLM_AGENT, MINIMAL})
    void readsTheOutputOfTheWriter(String json) throws JsonProcessingException {
        var agent = AgentDefinitionReader.read(JSON.readTree(json));

        assertThat(AgentDefinitionReader.read(AgentDefinitionWriter.write(agent)))
                .isEqualTo(agent);
    }

    @Test
    void reportsAllErrorsAtOnce() {
        assertThat(errors("{\"name\": \"A!\", \"kind\": \"robot\", \"capacity\": \"x\", \"colour\": 1}"))
                .extracting(ValidationError::field)
                .containsExactlyInAnyOrder("/name", "/kind", "/capacity", "/colour", "/timeout");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "capacity": 4              | "capacity": 0               | field-range    | /capacity                    | capacity must be from 1 to 10000. It is 0.
            "capacity": 4              | "capacity": "many"          | field-type     | /capacity                    | capacity must be an integer. It is a string.
            "capacity": 4              | "capacity": 4.5             | field-type     | /capacity                    | capacity must be an integer. It is 4.5.
            "capacity": 4,             |                             | field-required | /capacity                    | capacity is required.
            "capacity": 4              | "capacity": null            | field-type     | /capacity                    | capacity must be an integer. It is null; remove the field to leave it unset.
            "name": "reviewer"         | "name": "Reviewer!"         | field-invalid  | /name                        | name must be a letter a-z followed by up to 63 characters of a-z, 0-9, _ and -.
            "name": "reviewer"         | "name": "health"            | field-invalid  | /name                        | name must not be health, which is a path of the REST API.
            "kind": "llm"              | "kind": "robot"             | field-invalid  | /kind                        | kind must be one of http, mcp, a2a, llm, kafka. It is "robot".
            "kind": "llm"              | "kind": "http"              | field-invalid  | /model                       | model is not supported for kind http. Remove the field.
            "kind": "llm"              | "kind": "kafka"             | field-invalid  | /endpoint                    | endpoint is not supported for kind kafka. Remove the field.
            "kind": "llm"              | "kind": "mcp"               | field-invalid  | /credential                  | credential is not supported for kind mcp. Remove the field.
            "kind": "llm"              | "kind": "a2a"               | field-invalid  | /servers                     | servers is not supported for kind a2a. Remove the field.
            "timeout": "PT2M"          | "timeout": "soon"           | field-invalid  | /timeout                     | timeout must be an ISO 8601 duration, such as PT5M or PT90S.
            "timeout": "PT2M"          | "timeout": "PT"             | field-invalid  | /timeout                     | timeout must be an ISO 8601 duration, such as PT5M or PT90S.
            "timeout": "PT2M"          | "timeout": "PT0S"           | field-range    | /timeout                     | timeout must be above zero and at most 24 hours (PT24H). It is "PT0S".
            "timeout": "PT2M"          | "timeout": "PT24H1S"        | field-range    | /timeout                     | timeout must be above zero and at most 24 hours (PT24H). It is "PT24H1S".
            "second"                   | "reviewer"                  | field-invalid  | /backups/0                   | backups[0] must be another agent, not the agent itself.
            "per_attempt": 0.05        | "per_attempt": 0            | field-range    | /budget/per_attempt          | budget.per_attempt must be greater than 0. It is 0.
            "per_attempt": 0.05        | "per_attempt": -1           | field-range    | /budget/per_attempt          | budget.per_attempt must be from 0 to 1000000000. It is -1.
            "per_attempt": 0.05        | "per_attempt": 0.0000001    | field-range    | /budget/per_attempt          | budget.per_attempt must be an amount in US dollars with at most 6 decimals. It is 1.0E-7.
            "per_attempt": 0.05,       |                             | field-required | /budget/per_attempt          | budget.per_attempt is required.
            "agent": 100               | "agent": 0.01               | field-range    | /budget/agent                | budget.agent must be at least budget.per_attempt, otherwise no attempt can start. They are 0.01 and 0.05.
            "period": "month"          | "period": "fortnight"       | field-invalid  | /budget/period               | budget.period must be one of day, month, total. It is "fortnight".
            "acme": 20                 | "acme": "much"              | field-type     | /budget/companies/acme       | budget.companies.acme must be a number. It is a string.
            "acme": 20                 | "Acme Inc": 20              | field-invalid  | /budget/companies            | budget.companies must have only names of companies: 1 to 64 characters of a-z, 0-9, _ and -, the first a letter or digit.
            "rates":                   | "price":                    | field-invalid  | /budget                      | budget requires rates, because spending is computed from these prices.
            "requests_per_minute": 60  | "requests_per_minute": 0    | field-range    | /limits/requests_per_minute  | limits.requests_per_minute must be from 1 to 1000000000. It is 0.
            "requests_per_minute": 60  | "requests_per_hour": 60     | field-unknown  | /limits/requests_per_hour    | limits.requests_per_hour is not a known field. Known fields are company_concurrency, company_requests_per_minute, requests_per_minute, tokens_per_minute.
            "max_steps": 10            | "max_steps": 0              | field-range    | /model/max_steps             | model.max_steps must be from 1 to 1000. It is 0.
            "max_output_tokens": 500   | "max_output_tokens": 9001   | field-range    | /model/max_tokens            | model.max_tokens must be at least model.max_output_tokens, because it includes the output tokens. They are 9000 and 9001.
            "temperature": 0.2         | "temperature": 3            | field-range    | /model/temperature           | model.temperature must be from 0 to 2. It is 3.
            "prompt": "You review.",   |                             | field-required | /model/prompt                | model.prompt is required.
            "credential": "MODEL_KEY"  | "credential": "sk-secret"   | field-invalid  | /credential                  | credential must be the name of an environment variable, such as REVIEWER_TOKEN, not the token itself.
            "endpoint": "https://models| "endpoint": "file://models  | field-invalid  | /endpoint                    | endpoint must be an http or https URL, such as https://agent.example.com.
            "endpoint": "https://models| "endpoint": "https://a_b    | field-invalid  | /endpoint                    | endpoint must be a URL with a host name or address.
            "servers": ["github"]      | "servers": "github"         | field-type     | /servers                     | servers must be a list. It is a string.
            "servers": ["github"]      | "servers": ["a", "a"]       | field-invalid  | /servers                     | servers must not have duplicate entries.
            "avatar": "🦉"             | "idempotent": "perhaps"     | field-type     | /idempotent                  | idempotent must be true or false. It is a string.
            """)
    void explainsAnErrorWithFieldAndRule(String good, String bad, String code, String field, String detail) {
        assertThat(errors(LLM_AGENT.replace(good, bad == null ? "" : bad)))
                .filteredOn(error -> error.field().equals(field))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.code().slug()).isEqualTo(code);
                    assertThat(error.detail()).isEqualTo(detail);
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            http | endpoint is required for kind http.
            a2a  | endpoint is required for kind a2a.
            llm  | endpoint is required for kind llm.
            llm  | model is required for kind llm.
            mcp  | servers is required for kind mcp.
            """)
    void requiresTheFieldsOfTheKind(String kind, String detail) {
        assertThat(errors(MINIMAL.replace("kafka", kind)))
                .extracting(ValidationError::detail)
                .contains(detail);
    }

    @Test
    void requiresAServerForKindMcp() {
        assertThat(errors(MINIMAL.replace("\"kafka\"", "\"mcp\", \"servers\": []")))
                .extracting(ValidationError::detail)
                .containsExactly("servers must have at least 1 entry for kind mcp.");
    }

    @Test
    void reportsAnErrorInsideThePayloadSchema() {
        assertThat(errors(MINIMAL.replace("\"kafka\"", "\"kafka\", \"input_schema\": {\"required\": \"file\"}")))
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.field()).isEqualTo("/input_schema/required");
                    assertThat(error.detail())
                            .startsWith("input_schema.required is not accepted: schema-invalid at /required");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"agent\"", "7"})
    void rejectsADocumentThatIsNotAnObject(String json) {
        assertThat(errors(json))
                .singleElement()
                .satisfies(error ->
                        assertThat(error.detail()).startsWith("the agent definition must be an object. It is "));
    }

    /** The schema is the first check, the records are the last: they must accept every definition that is valid. */
    @Test
    void acceptsTheLargestAndSmallestValues() {
        assertThatCode(() -> AgentDefinitionReader.read(JSON.readTree("""
                {"name": "a", "kind": "mcp", "servers": ["s"], "capacity": 10000, "timeout": "PT24H", "hours_per_week": 168,
                 "service_level": {"completion_percent": 100, "response": "PT0.001S", "error_percent": 0},
                 "rates": {"per_attempt": 1000000000}, "budget": {"period": "total", "per_attempt": 0.000001},
                 "limits": {"tokens_per_minute": 1000000000}}
                """))).doesNotThrowAnyException();
    }

    private static List<ValidationError> errors(String json) {
        return catchThrowableOfType(
                        InvalidAgentDefinitionException.class, () -> AgentDefinitionReader.read(JSON.readTree(json)))
                .errors();
    }
}
