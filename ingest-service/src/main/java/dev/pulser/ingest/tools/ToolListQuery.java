// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.name.Names;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.tool.ToolState;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.paging.ListQuery;
import dev.pulser.ingest.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parsed query of a list of tools; null matches all.
 *
 * @param text  search text; null for a list without a search
 * @param agent agent that may call the tool
 */
record ToolListQuery(
        ListQuery query,
        @Nullable String text,
        @Nullable String server,
        @Nullable String tool,
        @Nullable ToolState state,
        @Nullable AgentDefinition agent,
        int limit) {

    static final int MAX_TEXT_CHARS = 300;
    static final int MAX_TOOL_CHARS = 128;

    private static final List<String> FILTERS = List.of("q", "server", "tool", "state", "agent");

    /** @throws ProblemException if a parameter is invalid or the agent does not exist */
    static ToolListQuery of(Map<String, List<String>> parameters, AgentCatalog agents) {
        var query = ListQuery.of(FILTERS, Set.of(), parameters);
        var text =
                query.read("q", "1 to %d characters and not blank".formatted(MAX_TEXT_CHARS), ToolListQuery::parseText);
        var server = query.<String>read("server", ListQuery.NAME, name -> Names.isValid(name) ? name : null);
        var tool = query.<String>read(
                "tool",
                "up to %d letters, digits, _ . / or -".formatted(MAX_TOOL_CHARS),
                name -> ToolRef.isToolName(name) ? name : null);
        var state = query.read("state", "approved, quarantined or gone", ToolListQuery::parseState);
        var agent = query.agent();
        return new ToolListQuery(
                query, text, server, tool, state, agent == null ? null : agents.require(agent.value()), query.limit());
    }

    private static @Nullable String parseText(String text) {
        return text.isBlank() || text.length() > MAX_TEXT_CHARS ? null : text;
    }

    private static @Nullable ToolState parseState(String name) {
        return Arrays.stream(ToolState.values())
                .filter(each -> each.wireName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Returns the filters in canonical form, for cursors. */
    String filters() {
        return query.filters();
    }

    /** Returns true when the tool matches all filters. Removed tools match only if their state is requested. */
    boolean matches(CatalogTool candidate) {
        return (server == null || candidate.ref().server().equals(server))
                && (tool == null || candidate.ref().tool().equals(tool))
                && (state == null ? candidate.state() != ToolState.GONE : candidate.state() == state)
                && (agent == null || mayCall(agent, candidate.ref()));
    }

    /** An agent may call the tools of its servers; a model that names its tools only those. */
    private static boolean mayCall(AgentDefinition agent, ToolRef ref) {
        var model = agent.model();
        return agent.servers().contains(ref.server())
                && (model == null || model.tools().isEmpty() || model.tools().contains(ref.value()));
    }
}
