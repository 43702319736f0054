// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentLimits;
import dev.pulser.contract.agent.AgentModel;
import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.cost.Budget;
import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import java.math.BigDecimal;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writer of agent definitions as JSON. {@link AgentDefinitionReader} reads an equal definition from it. Unset fields are omitted. */
public final class AgentDefinitionWriter {

    private static final JsonMapper JSON = new JsonMapper();

    private AgentDefinitionWriter() {}

    public static ObjectNode write(AgentDefinition agent) {
        var node = JSON.createObjectNode();
        node.put("name", agent.name().value());
        node.put("role", agent.profile().role());
        node.put("kind", agent.kind().wireName());
        list(
                node,
                "task_types",
                agent.taskTypes().stream().map(TaskType::name).sorted().toList());
        node.put("capacity", agent.capacity());
        node.put("timeout", agent.timeout().toString());
        text(node, "endpoint", agent.endpoint());
        list(node, "servers", agent.servers());
        list(node, "backups", agent.backups().stream().map(AgentName::value).toList());
        node.put("idempotent", agent.idempotent());
        number(node, "hours_per_week", agent.profile().hoursPerWeek());
        serviceLevel(node, agent.profile().serviceLevel());
        node.put("enabled", agent.enabled());
        if (agent.inputSchema() != null) {
            node.set("input_schema", tree(agent.inputSchema().text()));
        }
        text(node, "credential", agent.connection().credential());
        text(node, "health_url", agent.connection().healthUrl());
        text(node, "avatar", agent.profile().avatar());
        limits(node, agent.limits());
        rates(node, agent.rates());
        budget(node, agent.budget());
        model(node, agent.model());
        return node;
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a payload schema is always valid JSON", e);
        }
    }

    private static void list(ObjectNode node, String field, Collection<String> items) {
        if (!items.isEmpty()) {
            var array = node.putArray(field);
            items.forEach(array::add);
        }
    }

    private static void text(ObjectNode node, String field, @Nullable Object value) {
        if (value != null) {
            node.put(field, value.toString());
        }
    }

    private static void number(ObjectNode node, String field, @Nullable Integer value) {
        if (value != null) {
            node.put(field, value);
        }
    }

    private static void dollars(ObjectNode node, String field, @Nullable Long micros) {
        if (micros != null) {
            node.put(field, BigDecimal.valueOf(micros, 6).stripTrailingZeros());
        }
    }

    private static void serviceLevel(ObjectNode node, @Nullable ServiceLevel level) {
        if (level != null) {
            node.putObject("service_level")
                    .put("completion_percent", level.completionPercent())
                    .put("response", level.response().toString())
                    .put("error_percent", level.errorPercent());
        }
    }

    private static void limits(ObjectNode node, AgentLimits limits) {
        if (!limits.equals(AgentLimits.NONE)) {
            var written = node.putObject("limits");
            number(written, "requests_per_minute", limits.requestsPerMinute());
            number(written, "tokens_per_minute", limits.tokensPerMinute());
            number(written, "company_concurrency", limits.companyConcurrency());
            number(written, "company_requests_per_minute", limits.companyRequestsPerMinute());
        }
    }

    private static void rates(ObjectNode node, Rates rates) {
        if (!rates.equals(Rates.FREE)) {
            var written = node.putObject("rates");
            dollars(written, "input_per_million", rates.inputMicrosPerMillion());
            dollars(written, "output_per_million", rates.outputMicrosPerMillion());
            dollars(written, "per_attempt", rates.attemptMicros());
        }
    }

    private static void budget(ObjectNode node, @Nullable Budget budget) {
        if (budget != null) {
            var written = node.putObject("budget");
            written.put("period", budget.period().wireName());
            dollars(written, "per_attempt", budget.attemptMicros());
            dollars(written, "agent", budget.agentMicros());
            dollars(written, "company", budget.companyMicros());
            if (!budget.companies().isEmpty()) {
                var companies = written.putObject("companies");
                budget.companies().forEach((company, micros) -> dollars(companies, company.name(), micros));
            }
        }
    }

    private static void model(ObjectNode node, @Nullable AgentModel model) {
        if (model != null) {
            var written = node.putObject("model");
            written.put("name", model.name());
            written.put("prompt", model.prompt());
            list(written, "tools", model.tools());
            written.put("max_steps", model.maxSteps());
            written.put("max_tokens", model.maxTokens());
            written.put("max_output_tokens", model.maxOutputTokens());
            if (model.temperature() != null) {
                written.put("temperature", model.temperature());
            }
        }
    }
}
