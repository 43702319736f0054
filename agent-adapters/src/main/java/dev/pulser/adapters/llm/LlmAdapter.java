// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm;

import dev.pulser.adapters.egress.Egress;
import dev.pulser.adapters.json.MalformedJson;
import dev.pulser.adapters.llm.bounds.Allowance;
import dev.pulser.adapters.llm.calls.Toolbox;
import dev.pulser.adapters.llm.chat.ChatModel;
import dev.pulser.adapters.llm.openai.OpenAiEndpoints;
import dev.pulser.adapters.mcp.AgentTools;
import dev.pulser.adapters.mcp.AgentTools.Tool;
import dev.pulser.adapters.mcp.ToolSteps;
import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.spi.Progress;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.agent.Model;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Outcome;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Agents of kind {@code llm}: a model at an OpenAI-compatible endpoint that gets the agent's prompt and the task, calls tools
 * of the agent's MCP servers, and whose last words are the result: {@code {"success":true,"output":…,"steps":…}}.
 *
 * <p>An attempt is bounded in steps, tokens, money and time, and never uses more than that: see {@link Allowance}.
 */
public final class LlmAdapter implements AgentAdapter, AutoCloseable {

    /** More than this no endpoint takes. */
    private static final int MAX_TOOLS = 128;

    private static final Duration UNTIL_APPROVED = Duration.ofSeconds(30);

    private final LlmConfig config;
    private final OpenAiEndpoints endpoints;
    private final AgentTools tools;
    private final ToolSteps steps;
    private final Function<String, @Nullable String> environment;
    private final InstantSource clock;
    private final Holds holds = new Holds(System::nanoTime);

    /** @param environment of which credentials are taken, {@code System::getenv} */
    public LlmAdapter(
            LlmConfig config,
            ToolSteps steps,
            Egress egress,
            Function<String, @Nullable String> environment,
            InstantSource clock) {
        this.config = config;
        this.endpoints = new OpenAiEndpoints(config.connectTimeout(), config.maxAnswerBytes(), egress, clock);
        this.tools = steps.tools();
        this.steps = steps;
        this.environment = environment;
        this.clock = clock;
    }

    @Override
    public AgentKind kind() {
        return AgentKind.LLM;
    }

    @Override
    public Outcome run(Assignment assignment, AgentDefinition agent, Progress progress) throws InterruptedException {
        var model = agent.model();
        var endpoint = agent.endpoint();
        if (model == null || endpoint == null) {
            return Results.permanent(
                    "agent-invalid",
                    "agent %s needs a model and an endpoint to be of kind llm".formatted(agent.name()));
        }
        String question;
        try {
            question = Question.of(assignment.task().payload());
        } catch (MalformedJson e) {
            return Results.permanent("payload-invalid", "payload is not JSON: " + e.getMessage());
        }
        var credential = Credential.of(agent, environment);
        if (credential instanceof Credential.Missing(var reason)) {
            return Results.permanent("credential-missing", reason);
        }
        return switch (tools.find(agent)) {
            case AgentTools.Found.Missing(var outcome) -> outcome;
            case AgentTools.Found.Tools(var found, var withheld) -> {
                var offered = offered(model, found);
                var fault = fault(agent, model, found, withheld, offered.size());
                if (fault != null) {
                    yield fault;
                }
                var chat = endpoints.model(
                        endpoint, model, credential.token(), assignment.task().traceparent());
                yield attempt(assignment, agent, model, question, chat, offered, progress)
                        .run();
            }
        };
    }

    /** Those that the model names; all where it names none. */
    private static List<Tool> offered(Model model, List<Tool> found) {
        return model.tools().isEmpty()
                ? found
                : found.stream()
                        .filter(tool -> model.tools().contains(tool.path()))
                        .toList();
    }

    private static @Nullable Outcome fault(
            AgentDefinition agent, Model model, List<Tool> found, Set<String> withheld, int offered) {
        var unknown = new HashSet<>(model.tools());
        found.forEach(tool -> unknown.remove(tool.path()));
        if (!unknown.isEmpty() && withheld.containsAll(unknown)) {
            return Results.deferred(
                    "TOOL_DEFINITION_CHANGED",
                    "agent %s needs %s, which may not be called as it is now; look at it and approve it: ./pulser mcp approve %s"
                            .formatted(
                                    agent.name(),
                                    String.join(", ", unknown),
                                    unknown.iterator().next()),
                    UNTIL_APPROVED);
        }
        if (!unknown.isEmpty()) {
            return Results.permanent(
                    "tool-unknown",
                    "model.tools of agent %s names %s, which none of its servers has"
                            .formatted(agent.name(), String.join(", ", unknown)));
        }
        return offered <= MAX_TOOLS
                ? null
                : Results.permanent(
                        "too-many-tools",
                        "the servers of agent %s have %d tools, a model takes at most %d: name those it needs in model.tools"
                                .formatted(agent.name(), offered, MAX_TOOLS));
    }

    private LlmAttempt attempt(
            Assignment assignment,
            AgentDefinition agent,
            Model model,
            String question,
            ChatModel chat,
            List<Tool> offered,
            Progress progress) {
        return new LlmAttempt(
                model,
                assignment,
                question,
                new MeteredModel(chat, Allowance.of(agent, model), progress),
                new Toolbox(offered, steps, config.maxToolResultChars(), assignment, agent),
                new Patience(agent.name(), holds, config.maxWait(), assignment.deadline(), clock, progress),
                new Endings(agent, model, config.maxResultBytes()),
                progress,
                config.maxContextBytes());
    }

    /**
     * Its endpoint has to list its models, or answer at the health address, below 400; then it is as its servers are. The
     * credential is shown to the endpoint's own host only.
     */
    @Override
    public CheckResult check(AgentDefinition agent) throws InterruptedException {
        var endpoint = agent.endpoint();
        if (endpoint == null) {
            return new CheckResult.Failing("it has no endpoint");
        }
        var credential = Credential.of(agent, environment);
        if (credential instanceof Credential.Missing(var reason)) {
            return new CheckResult.Failing(reason);
        }
        var health = agent.healthUrl();
        var address = health == null ? models(endpoint) : health;
        boolean sameHost = String.valueOf(endpoint.getAuthority()).equals(address.getAuthority());
        var checked = endpoints.check(address, sameHost ? credential.token() : null);
        return checked instanceof CheckResult.Fine && !agent.servers().isEmpty() ? steps.check(agent) : checked;
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
