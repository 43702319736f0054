// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Connection of the adapters to an agent.
 *
 * @param endpoint   URL of the agent; required for {@code http}, {@code a2a} and {@code llm}
 * @param credential name of the environment variable of the adapters that holds the token for the endpoint; never the token
 * @param healthUrl  URL of a health check; null uses the default check of the kind
 * @param servers    MCP servers that the agent may use, the primary one first; required for {@code mcp}
 * @param model      required for {@code llm}
 */
public record AgentConnection(
        AgentKind kind,
        @Nullable URI endpoint,
        @Nullable String credential,
        @Nullable URI healthUrl,
        List<String> servers,
        @Nullable AgentModel model) {

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");

    public AgentConnection {
        servers = List.copyOf(servers);
        require(endpoint != null || !needsEndpoint(kind), "endpoint must be set for kind " + kind.wireName());
        require(!servers.isEmpty() || kind != AgentKind.MCP, "servers must name at least one server for kind mcp");
        require(
                credential == null || VARIABLE.matcher(credential).matches(),
                "credential must be the name of an environment variable, such as REVIEWER_TOKEN, not the token itself");
        require(model != null || kind != AgentKind.LLM, "model must be set for kind llm");
    }

    private static boolean needsEndpoint(AgentKind kind) {
        return switch (kind) {
            case HTTP, A2A, LLM -> true;
            case MCP, KAFKA -> false;
        };
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
