// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.text;

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
import dev.pulser.contract.schema.SchemaRefused;
import dev.pulser.contract.validation.ValidationError;
import dev.pulser.contract.validation.ValidationErrorCode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One agent, as an object of a YAML or JSON text. Unknown fields, fields that contradict the kind and values out of range
 * are refused, all of them at once. Not thread-safe.
 */
public final class AgentReader {

    private static final Set<String> FIELDS = Set.of(
            "name",
            "role",
            "kind",
            "task_types",
            "capacity",
            "timeout",
            "endpoint",
            "servers",
            "backups",
            "idempotent",
            "hours_per_week",
            "service_level",
            "enabled",
            "input_schema",
            "credential",
            "health_url",
            "avatar",
            "limits",
            "rates",
            "budget",
            "model");
    private static final Set<String> SERVICE_LEVEL_FIELDS = Set.of("completion_percent", "response", "error_percent");
    private static final Set<String> LIMITS_FIELDS =
            Set.of("requests_per_minute", "tokens_per_minute", "company_concurrency", "company_requests_per_minute");
    private static final Set<String> RATES_FIELDS = Set.of("input_per_million", "output_per_million", "per_attempt");
    private static final Set<String> BUDGET_FIELDS = Set.of("period", "per_attempt", "agent", "company", "companies");
    private static final Set<String> MODEL_FIELDS =
            Set.of("name", "prompt", "tools", "max_steps", "max_tokens", "max_output_tokens", "temperature");

    private static final int DEFAULT_STEPS = 20;
    private static final int DEFAULT_TOKENS = 100_000;
    private static final int DEFAULT_OUTPUT_TOKENS = 4_096;
    private static final int MAX_AVATAR_CHARS = 64;

    /** How the constructors of the contract name the field. */
    private static final Pattern RULE = Pattern.compile("([a-z_]+(?:\\.[a-z_]+)*) must .*", Pattern.DOTALL);

    private final List<ValidationError> faults = new ArrayList<>();
    private final FieldReader fields;
    private final String label;

    private AgentReader(JsonNode node) {
        fields = new FieldReader(node, "", faults);
        label = node.path("name").asText("without a name");
    }

    /** @throws AgentFaulty with everything that is wrong */
    public static AgentDefinition read(JsonNode node) {
        return new AgentReader(node).definition();
    }

    private AgentDefinition definition() {
        fields.refuseUnknown(FIELDS);
        var name = fields.required("name", AgentName::new);
        var kind = fields.required("kind", AgentReader::kind);
        var capacity = fields.requiredNumber("capacity");
        var timeout = fields.required("timeout", Duration::parse);
        var role = Objects.requireNonNullElse(fields.optional("role", text -> text), "");
        var types = Set.copyOf(fields.list("task_types", TaskType::new));
        var endpoint = fields.optional("endpoint", AgentReader::address);
        var servers = fields.list("servers", text -> text);
        var backups = fields.list("backups", AgentName::new);
        boolean idempotent = fields.flag("idempotent", false);
        var hours = fields.number("hours_per_week");
        var level = made("service_level", this::serviceLevel);
        boolean enabled = fields.flag("enabled", true);
        var schema = inputSchema();
        var credential = fields.optional("credential", text -> text);
        var healthUrl = fields.optional("health_url", AgentReader::address);
        var avatar = fields.optional("avatar", AgentReader::avatar);
        var limits = Objects.requireNonNullElse(made("limits", this::limits), AgentLimits.NONE);
        var rates = Objects.requireNonNullElse(made("rates", this::rates), Rates.FREE);
        var budget = made("budget", this::budget);
        var model = made("model", this::model);
        if (kind != null) {
            refuseContradictions(kind);
        }
        if (name == null || kind == null || capacity == null || timeout == null || !faults.isEmpty()) {
            throw new AgentFaulty(label, faults);
        }
        var agent = made(
                "",
                () -> new AgentDefinition(
                        name,
                        new AgentProfile(role, avatar, hours, level),
                        new AgentRouting(types, schema, backups, enabled),
                        new AgentConnection(kind, endpoint, credential, healthUrl, servers, model),
                        new AgentExecution(capacity, timeout, limits, idempotent),
                        new AgentCosts(rates, budget)));
        if (agent == null) {
            throw new AgentFaulty(label, faults);
        }
        return agent;
    }

    private static AgentKind kind(String name) {
        return AgentKind.parse(name)
                .orElseThrow(() -> new IllegalArgumentException("it must be http, mcp, a2a, llm or kafka"));
    }

    private static URI address(String text) {
        var address = URI.create(text);
        if (address.getScheme() == null || !address.getScheme().matches("(?i)https?")) {
            throw new IllegalArgumentException("it must be an http or https address");
        }
        return address;
    }

    private static String avatar(String text) {
        if (text.length() > MAX_AVATAR_CHARS || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "it must be an emoji or a name of at most %d characters".formatted(MAX_AVATAR_CHARS));
        }
        return text;
    }

    /** A field that means nothing for the agent's kind would be believed to mean something. */
    private void refuseContradictions(AgentKind kind) {
        var named = "an agent of kind " + kind.wireName();
        switch (kind) {
            case MCP, KAFKA -> {
                fields.refuse("endpoint", named + " has none");
                fields.refuse("credential", named + " has no endpoint that it could be for");
            }
            case HTTP, A2A, LLM -> {}
        }
        switch (kind) {
            case HTTP, A2A, KAFKA -> fields.refuse("servers", named + " calls no tools of MCP servers");
            case MCP, LLM -> {}
        }
        if (kind != AgentKind.LLM) {
            fields.refuse("model", named + " has none");
        }
        if (!fields.has("rates")) {
            fields.refuse("budget", "without rates nothing would ever be spent; say what the agent costs");
        }
    }

    private @Nullable ServiceLevel serviceLevel() {
        var level = fields.object("service_level");
        if (level == null) {
            return null;
        }
        level.refuseUnknown(SERVICE_LEVEL_FIELDS);
        var response = level.required("response", Duration::parse);
        return response == null
                ? null
                : new ServiceLevel(
                        Objects.requireNonNullElse(level.fraction("completion_percent"), -1.0),
                        response,
                        Objects.requireNonNullElse(level.fraction("error_percent"), -1.0));
    }

    private @Nullable PayloadSchema inputSchema() {
        if (fields.raw("input_schema").isMissingNode()) {
            return null;
        }
        try {
            return PayloadSchema.parse(fields.raw("input_schema").toString());
        } catch (SchemaRefused e) {
            fields.wrong(ValidationErrorCode.FIELD_INVALID, "input_schema", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable AgentLimits limits() {
        var limits = fields.object("limits");
        if (limits == null) {
            return null;
        }
        limits.refuseUnknown(LIMITS_FIELDS);
        return new AgentLimits(
                limits.number("requests_per_minute"),
                limits.number("tokens_per_minute"),
                limits.number("company_concurrency"),
                limits.number("company_requests_per_minute"));
    }

    private @Nullable Rates rates() {
        var rates = fields.object("rates");
        if (rates == null) {
            return null;
        }
        rates.refuseUnknown(RATES_FIELDS);
        return new Rates(
                Objects.requireNonNullElse(rates.dollars("input_per_million"), 0L),
                Objects.requireNonNullElse(rates.dollars("output_per_million"), 0L),
                Objects.requireNonNullElse(rates.dollars("per_attempt"), 0L));
    }

    private @Nullable Budget budget() {
        var budget = fields.object("budget");
        if (budget == null) {
            return null;
        }
        budget.refuseUnknown(BUDGET_FIELDS);
        var period = budget.required("period", AgentReader::period);
        if (!budget.has("per_attempt")) {
            budget.wrong(
                    ValidationErrorCode.FIELD_REQUIRED,
                    "per_attempt",
                    "it is required: the most that one attempt may cost");
        }
        var perAttempt = budget.dollars("per_attempt");
        var all = budget.dollars("agent");
        var each = budget.dollars("company");
        var companies = new HashMap<Company, Long>();
        budget.dollarsByName("companies").forEach((name, micros) -> companies.put(new Company(name), micros));
        return period == null || perAttempt == null ? null : new Budget(period, perAttempt, all, each, companies);
    }

    private static Budget.Period period(String name) {
        return Budget.Period.parse(name)
                .orElseThrow(() -> new IllegalArgumentException("it must be day, month or total"));
    }

    private @Nullable AgentModel model() {
        var model = fields.object("model");
        if (model == null) {
            return null;
        }
        model.refuseUnknown(MODEL_FIELDS);
        var name = model.required("name", text -> text);
        var prompt = model.required("prompt", text -> text);
        var tools = model.list("tools", text -> text);
        int steps = Objects.requireNonNullElse(model.number("max_steps"), DEFAULT_STEPS);
        int tokens = Objects.requireNonNullElse(model.number("max_tokens"), DEFAULT_TOKENS);
        int output =
                Objects.requireNonNullElse(model.number("max_output_tokens"), Math.min(DEFAULT_OUTPUT_TOKENS, tokens));
        var temperature = model.fraction("temperature");
        return name == null || prompt == null
                ? null
                : new AgentModel(name, prompt, tools, steps, tokens, output, temperature);
    }

    /** What {@code making} gives; null, and a fault, where a constructor refuses. */
    private <T> @Nullable T made(String field, Supplier<@Nullable T> making) {
        try {
            return making.get();
        } catch (IllegalArgumentException e) {
            var message = String.valueOf(e.getMessage()).replaceFirst("^agent \\S+: ", "");
            var rule = RULE.matcher(message);
            var named = rule.matches() ? rule.group(1) : field;
            var whole = field.isEmpty() || named.startsWith(field) ? named : field + '.' + named;
            faults.add(new ValidationError(ValidationErrorCode.FIELD_RANGE, '/' + whole.replace('.', '/'), message));
            return null;
        }
    }
}
