// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.name.Names;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.tool.ToolState;
import dev.pulser.ingest.agents.AgentCatalogue;
import dev.pulser.ingest.page.FilterQuery;
import dev.pulser.ingest.problem.ProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The query of {@code GET /api/v1/tools}. */
final class ToolQuery {

    static final int MAX_WORDS_CHARS = 300;

    private static final List<String> FILTERS = List.of("q", "server", "tool", "state", "agent");

    private final FilterQuery query;
    private final @Nullable String words;
    private final @Nullable String server;
    private final @Nullable String tool;
    private final @Nullable ToolState state;
    private final @Nullable AgentDefinition agent;
    private final int limit;

    private ToolQuery(FilterQuery query, AgentCatalogue agents) {
        this.query = query;
        words = query.read("q", "1 to %d characters, not blank".formatted(MAX_WORDS_CHARS), ToolQuery::sentence);
        server = query.read("server", FilterQuery.NAME, name -> Names.isValid(name) ? name : null);
        tool = query.read(
                "tool", "up to 128 letters, digits, _ . / or -", name -> ToolRef.isToolName(name) ? name : null);
        state = query.read("state", "approved, quarantined or gone", ToolQuery::state);
        var name = query.agent();
        agent = name == null ? null : agents.require(name.value());
        limit = query.limit();
    }

    /** @throws ProblemException that names the parameter and what it may be */
    static ToolQuery of(Map<String, List<String>> parameters, AgentCatalogue agents) {
        return new ToolQuery(FilterQuery.of(FILTERS, parameters), agents);
    }

    private static @Nullable String sentence(String text) {
        return text.isBlank() || text.length() > MAX_WORDS_CHARS ? null : text;
    }

    private static @Nullable ToolState state(String name) {
        return Arrays.stream(ToolState.values())
                .filter(each -> each.wireName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** The filters alone: what a cursor belongs to. */
    String filters() {
        return query.filters();
    }

    /** What is looked for; null where all tools are asked for. */
    @Nullable
    String words() {
        return words;
    }

    int limit() {
        return limit;
    }

    @Nullable
    String position(Function<String, Optional<String>> reading) {
        return query.position(reading);
    }

    /** Whether the filters let this tool through. One that is gone only where it is asked for. */
    boolean takes(KnownTool known) {
        return (server == null || known.ref().server().equals(server))
                && (tool == null || known.ref().tool().equals(tool))
                && (state == null ? known.state() != ToolState.GONE : known.state() == state)
                && (agent == null || mayCall(agent, known.ref()));
    }

    /** Tools of the agent's servers; of a model that names its tools those only. */
    private static boolean mayCall(AgentDefinition agent, ToolRef ref) {
        var model = agent.model();
        return agent.servers().contains(ref.server())
                && (model == null || model.tools().isEmpty() || model.tools().contains(ref.value()));
    }
}
