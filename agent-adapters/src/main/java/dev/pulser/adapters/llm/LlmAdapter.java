// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.adapters.llm.bounds.AttemptBudget;
import dev.pulser.adapters.llm.bounds.ModelConversation;
import dev.pulser.adapters.llm.calls.ModelTools;
import dev.pulser.adapters.llm.chat.ChatModel;
import dev.pulser.adapters.llm.openai.OpenAiEndpoints;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.AttemptListener;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.adapters.toolcall.AgentToolCatalog;
import dev.pulser.adapters.toolcall.AgentToolCatalog.Tool;
import dev.pulser.adapters.toolcall.ToolCaller;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.AgentModel;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.service.egress.Egress;
import dev.pulser.service.json.MalformedJsonException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Adapter for agents of kind {@code llm}: a model at an OpenAI-compatible endpoint receives the agent's prompt and the
 * task, calls tools of the agent's MCP servers, and its last text is the result: {@code
 * {"success":true,"output":…,"steps":…}}.
 *
 * <p>An attempt is bounded in steps, tokens, cost and time: {@link AttemptBudget}.
 */
public final class LlmAdapter implements AgentAdapter, AutoCloseable {

    /** Largest number of tools that endpoints accept. */
    private static final int MAX_TOOLS = 128;

    private static final Duration APPROVAL_DELAY = Duration.ofSeconds(30);

    private final LlmConfig config;
    private final OpenAiEndpoints endpoints;
    private final AgentToolCatalog tools;
    private final ToolCaller caller;
    private final Function<String, @Nullable String> environment;
    private final InstantSource clock;
    private final EndpointCooldowns cooldowns = new EndpointCooldowns(System::nanoTime);

    /** @param environment environment variables that hold credentials, {@code System::getenv} */
    public LlmAdapter(
            LlmConfig config,
            ToolCaller caller,
            Egress egress,
            Function<String, @Nullable String> environment,
            InstantSource clock) {
        this.config = config;
        this.endpoints = new OpenAiEndpoints(config.connectTimeout(), config.maxResponseBytes(), egress, clock);
        this.tools = caller.catalog();
        this.caller = caller;
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public AgentKind kind() {
        return AgentKind.LLM;
    }

    @Override
    public Outcome run(Assignment assignment, AgentDefinition agent, AttemptListener listener)
            throws InterruptedException {
        var model = agent.model();
        var endpoint = agent.endpoint();
        if (model == null || endpoint == null) {
            return Outcomes.permanent(
                    "agent-invalid",
                    "Agent %s has no model or endpoint, which kind llm requires".formatted(agent.name()));
        }
        String text;
        try {
            text = TaskPrompt.of(assignment.task().payload());
        } catch (MalformedJsonException e) {
            return Outcomes.permanent("payload-invalid", "Payload is not JSON: " + e.getMessage());
        }
        var credential = Credential.of(agent, environment);
        if (credential instanceof Credential.Missing(var reason)) {
            return Outcomes.permanent("credential-missing", reason);
        }
        return switch (tools.find(agent)) {
            case AgentToolCatalog.Lookup.Unavailable(var outcome) -> outcome;
            case AgentToolCatalog.Lookup.Found(var found, var withheld) -> {
                var offered = offered(model, found);
                var error = validate(agent, model, found, withheld, offered.size());
                if (error != null) {
                    yield error;
                }
                var chat = endpoints.model(
                        endpoint, model, credential.token(), assignment.task().traceparent());
                yield attempt(assignment, agent, model, text, chat, offered, listener)
                        .run();
            }
        };
    }

    /** Returns the tools named in {@code model.tools}; all if it names none. */
    private static List<Tool> offered(AgentModel model, List<Tool> found) {
        return model.tools().isEmpty()
                ? found
                : found.stream()
                        .filter(tool -> model.tools().contains(tool.path()))
                        .toList();
    }

    private static @Nullable Outcome validate(
            AgentDefinition agent, AgentModel model, List<Tool> found, Set<String> withheld, int offered) {
        var unknown = new HashSet<>(model.tools());
        found.forEach(tool -> unknown.remove(tool.path()));
        if (!unknown.isEmpty() && withheld.containsAll(unknown)) {
            return Outcomes.deferred(
                    "tool-definition-changed",
                    "Agent %s requires the unapproved tool %s; review its definition and run ./pulser mcp approve %s"
                            .formatted(
                                    agent.name(),
                                    String.join(", ", unknown),
                                    unknown.iterator().next()),
                    APPROVAL_DELAY);
        }
        if (!unknown.isEmpty()) {
            return Outcomes.permanent(
                    "tool-unknown",
                    "model.tools of agent %s names unknown tools: %s"
                            .formatted(agent.name(), String.join(", ", unknown)));
        }
        return offered <= MAX_TOOLS
                ? null
                : Outcomes.permanent(
                        "too-many-tools",
                        "Servers of agent %s have %d tools, the limit is %d; name the required ones in model.tools"
                                .formatted(agent.name(), offered, MAX_TOOLS));
    }

    private LlmAttempt attempt(
            Assignment assignment,
            AgentDefinition agent,
            AgentModel model,
            String text,
            ChatModel chat,
            List<Tool> offered,
            AttemptListener listener) {
        return new LlmAttempt(
                model,
                assignment,
                ModelConversation.of(model.prompt(), text),
                new MeteredModel(chat, AttemptBudget.of(agent, model), listener),
                new ModelTools(offered, caller, config.maxToolResultChars(), assignment, agent, listener),
                new RateLimitWait(agent.name(), cooldowns, config.maxWait(), assignment.deadline(), clock, listener),
                new LlmOutcomes(agent, model, config.maxResultBytes()),
                config.maxContextBytes());
    }

    /**
     * Sends a GET to {@code endpoint/models}, or to the health URL, which must return a status below 400, then checks
     * the agent's MCP servers. The credential is sent only to the host of the endpoint.
     */
    @Override
    public CheckResult check(AgentDefinition agent) throws InterruptedException {
        var endpoint = agent.endpoint();
        if (endpoint == null) {
            return new CheckResult.Unhealthy("Agent has no endpoint");
        }
        var credential = Credential.of(agent, environment);
        if (credential instanceof Credential.Missing(var reason)) {
            return new CheckResult.Unhealthy(reason);
        }
        var health = agent.connection().healthUrl();
        var address = health == null ? models(endpoint) : health;
        boolean sameHost = String.valueOf(endpoint.getAuthority()).equals(address.getAuthority());
        var checked = endpoints.check(address, sameHost ? credential.token() : null);
        return checked instanceof CheckResult.Healthy && !agent.servers().isEmpty() ? caller.check(agent) : checked;
    }

    private static URI models(URI endpoint) {
        var base = endpoint.toString();
        return URI.create((base.endsWith("/") ? base : base + '/') + "models");
    }

    @Override
    public void close() {
        endpoints.close();
    }
}
