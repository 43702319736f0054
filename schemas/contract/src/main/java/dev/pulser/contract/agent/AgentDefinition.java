// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.schema.PayloadSchema;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An agent, as configuration.
 *
 * @param role         for people to read
 * @param taskTypes    what it is the home of
 * @param capacity     attempts at a time, 1 to {@value #MAX_CAPACITY}
 * @param timeout      limit of one attempt, above zero, at most a day
 * @param endpoint     where it is reached; required by {@code http} and {@code a2a}
 * @param servers      MCP servers it may use, the primary one first; required by {@code mcp}
 * @param backups      agents that take over, in order
 * @param idempotent   whether calling it twice with one key does the work once
 * @param hoursPerWeek planned working time, 1 to 168; null means always
 * @param serviceLevel null where none is promised
 * @param enabled      whether it takes new tasks; those it has already it does
 * @param inputSchema  what its payloads must be; null where it takes any
 * @param credential   environment variable of the adapters that holds the token for the endpoint; never the token itself
 * @param healthUrl    where the agent says how it is; null leaves it to its kind
 * @param avatar       for people: an emoji, or the name of one of Pulser's own pictures
 * @param budget       null where nothing bounds spending
 * @param model        required by {@code llm}
 */
public record AgentDefinition(
        AgentName name,
        String role,
        AgentKind kind,
        Set<TaskType> taskTypes,
        int capacity,
        Duration timeout,
        @Nullable URI endpoint,
        List<String> servers,
        List<AgentName> backups,
        boolean idempotent,
        @Nullable Integer hoursPerWeek,
        @Nullable ServiceLevel serviceLevel,
        boolean enabled,
        @Nullable PayloadSchema inputSchema,
        @Nullable String credential,
        @Nullable URI healthUrl,
        @Nullable String avatar,
        AgentLimits limits,
        Rates rates,
        @Nullable Budget budget,
        @Nullable Model model) {

    public static final int MAX_CAPACITY = 10_000;

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Duration MAX_TIMEOUT = Duration.ofDays(1);

    public AgentDefinition {
        taskTypes = Set.copyOf(taskTypes);
        servers = List.copyOf(servers);
        backups = List.copyOf(backups);
        require(capacity >= 1 && capacity <= MAX_CAPACITY, name, "capacity", "from 1 to " + MAX_CAPACITY);
        require(
                timeout.isPositive() && timeout.compareTo(MAX_TIMEOUT) <= 0,
                name,
                "timeout",
                "above zero, at most 24h");
        require(endpoint != null || !needsEndpoint(kind), name, "endpoint", "set for kind " + kind.wireName());
        require(!servers.isEmpty() || kind != AgentKind.MCP, name, "servers", "at least one for kind mcp");
        require(!backups.contains(name), name, "backups", "other agents than itself");
        require(
                hoursPerWeek == null || (hoursPerWeek >= 1 && hoursPerWeek <= 168),
                name,
                "hours_per_week",
                "from 1 to 168");
        require(
                credential == null || VARIABLE.matcher(credential).matches(),
                name,
                "credential",
                "the name of an environment variable, such as REVIEWER_TOKEN, not the token itself");
        require(model != null || kind != AgentKind.LLM, name, "model", "set for kind llm");
    }

    /** An agent with none of what is optional. */
    public AgentDefinition(
            AgentName name,
            String role,
            AgentKind kind,
            Set<TaskType> taskTypes,
            int capacity,
            Duration timeout,
            @Nullable URI endpoint,
            List<String> servers,
            List<AgentName> backups,
            boolean idempotent,
            @Nullable Integer hoursPerWeek,
            @Nullable ServiceLevel serviceLevel,
            boolean enabled,
            @Nullable PayloadSchema inputSchema) {
        this(
                name,
                role,
                kind,
                taskTypes,
                capacity,
                timeout,
                endpoint,
                servers,
                backups,
                idempotent,
                hoursPerWeek,
                serviceLevel,
                enabled,
                inputSchema,
                null,
                null,
                null,
                AgentLimits.NONE,
                Rates.FREE,
                null,
                null);
    }

    private static boolean needsEndpoint(AgentKind kind) {
        return switch (kind) {
            case HTTP, A2A, LLM -> true;
            case MCP, KAFKA -> false;
        };
    }

    private static void require(boolean holds, AgentName agent, String field, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("agent %s: %s must be %s".formatted(agent, field, rule));
        }
    }
}
