// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pulser.contract.agent.AgentConnection;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentExecution;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentLimits;
import dev.pulser.contract.agent.AgentModel;
import dev.pulser.contract.agent.AgentProfile;
import dev.pulser.contract.agent.AgentRouting;
import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.cost.AgentCosts;
import dev.pulser.contract.cost.Budget;
import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.schema.PayloadSchema;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reader of one agent definition from JSON or YAML. */
public final class AgentDefinitionReader {

    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);

    private AgentDefinitionReader() {}

    /**
     * Validates and reads a definition.
     *
     * @throws InvalidAgentDefinitionException with all errors
     */
    public static AgentDefinition read(JsonNode definition) {
        var errors = AgentDocumentValidator.definition(definition);
        if (!errors.isEmpty()) {
            throw new InvalidAgentDefinitionException(errors);
        }
        return toDefinition(definition);
    }

    /** @param valid definition without errors */
    static AgentDefinition toDefinition(JsonNode valid) {
        var node = AgentSchema.withDefaults(valid);
        return new AgentDefinition(
                new AgentName(node.path("name").textValue()),
                profile(node),
                routing(node),
                connection(node),
                execution(node),
                new AgentCosts(rates(node.path("rates")), object(node, "budget", AgentDefinitionReader::budget)));
    }

    private static AgentProfile profile(JsonNode node) {
        return new AgentProfile(
                node.path("role").textValue(),
                node.path("avatar").textValue(),
                integer(node, "hours_per_week"),
                object(
                        node,
                        "service_level",
                        level -> new ServiceLevel(
                                level.path("completion_percent").doubleValue(),
                                Duration.parse(level.path("response").textValue()),
                                level.path("error_percent").doubleValue())));
    }

    private static AgentRouting routing(JsonNode node) {
        return new AgentRouting(
                Set.copyOf(list(node, "task_types", TaskType::new)),
                object(node, "input_schema", schema -> PayloadSchema.parse(schema.toString())),
                list(node, "backups", AgentName::new),
                node.path("enabled").booleanValue());
    }

    private static AgentConnection connection(JsonNode node) {
        return new AgentConnection(
                AgentKind.parse(node.path("kind").textValue()).orElseThrow(),
                url(node, "endpoint"),
                node.path("credential").textValue(),
                url(node, "health_url"),
                list(node, "servers", name -> name),
                object(node, "model", AgentDefinitionReader::model));
    }

    private static AgentExecution execution(JsonNode node) {
        var limits = node.path("limits");
        return new AgentExecution(
                node.path("capacity").intValue(),
                Duration.parse(node.path("timeout").textValue()),
                new AgentLimits(
                        integer(limits, "requests_per_minute"),
                        integer(limits, "tokens_per_minute"),
                        integer(limits, "company_concurrency"),
                        integer(limits, "company_requests_per_minute")),
                node.path("idempotent").booleanValue());
    }

    private static AgentModel model(JsonNode model) {
        int maxTokens = model.path("max_tokens").intValue();
        return new AgentModel(
                model.path("name").textValue(),
                model.path("prompt").textValue(),
                list(model, "tools", name -> name),
                model.path("max_steps").intValue(),
                maxTokens,
                // The default may be above a small limit of the whole attempt.
                Math.min(model.path("max_output_tokens").intValue(), maxTokens),
                model.has("temperature") ? model.path("temperature").doubleValue() : null);
    }

    private static Rates rates(JsonNode rates) {
        return rates.isMissingNode()
                ? Rates.FREE
                : new Rates(
                        micros(rates.path("input_per_million")),
                        micros(rates.path("output_per_million")),
                        micros(rates.path("per_attempt")));
    }

    private static Budget budget(JsonNode budget) {
        var companies = new HashMap<Company, Long>();
        budget.path("companies")
                .properties()
                .forEach(company -> companies.put(new Company(company.getKey()), micros(company.getValue())));
        return new Budget(
                Budget.Period.parse(budget.path("period").textValue()).orElseThrow(),
                micros(budget.path("per_attempt")),
                budget.has("agent") ? micros(budget.path("agent")) : null,
                budget.has("company") ? micros(budget.path("company")) : null,
                companies);
    }

    /** Returns US dollars as millionths. */
    private static long micros(JsonNode dollars) {
        return dollars.decimalValue().multiply(MICROS).longValueExact();
    }

    private static @Nullable Integer integer(JsonNode node, String field) {
        return node.has(field) ? node.path(field).intValue() : null;
    }

    private static @Nullable URI url(JsonNode node, String field) {
        return node.has(field) ? URI.create(node.path(field).textValue()) : null;
    }

    private static <T> @Nullable T object(JsonNode node, String field, Function<JsonNode, T> mapper) {
        return node.has(field) ? mapper.apply(node.path(field)) : null;
    }

    private static <T> List<T> list(JsonNode node, String field, Function<String, T> mapper) {
        return StreamSupport.stream(node.path(field).spliterator(), false)
                .map(item -> mapper.apply(item.textValue()))
                .toList();
    }
}
