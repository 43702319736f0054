// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.tool.ToolDefinition;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.tool.ToolState;
import dev.pulser.ingest.agents.AgentCatalog;
import dev.pulser.ingest.paging.SignedCursors;
import dev.pulser.ingest.persistence.statistics.StatisticsRepository;
import dev.pulser.ingest.persistence.statistics.ToolStatistics;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.taskcache.Lookup;
import dev.pulser.ingest.tools.search.ToolDocument;
import dev.pulser.ingest.tools.search.ToolSearch;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Reader of pages of tools. Thread-safe. */
@Singleton
public final class ToolCatalogListing {

    private final ToolCatalog catalog;
    private final AgentCatalog agents;
    private final ToolSearch search;
    private final StatisticsRepository statistics;
    private final SignedCursors cursors;

    @Inject
    ToolCatalogListing(
            ToolCatalog catalog,
            AgentCatalog agents,
            ToolSearch search,
            StatisticsRepository statistics,
            SignedCursors cursors) {
        this.catalog = catalog;
        this.agents = agents;
        this.search = search;
        this.statistics = statistics;
        this.cursors = cursors;
    }

    /**
     * Page of tools, ordered by server and name, or by relevance for a search.
     *
     * @param nextCursor cursor of the next page; null on the last page
     * @param foundBy search method, {@code keyword} or {@code semantic}; null without a search
     */
    @JsonNaming(SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ToolPage")
    public record Page(
            List<CatalogToolView> tools,
            @Nullable String nextCursor,
            @Nullable String foundBy) {}

    /**
     * Returns one page.
     *
     * @param parameters filters, {@code limit} and {@code cursor}
     * @throws ProblemException if a parameter is invalid
     */
    public Page page(Company company, Map<String, List<String>> parameters) {
        var query = ToolListQuery.of(parameters, agents);
        var matching = catalog.tools().stream().filter(query::matches).toList();
        var text = query.text();
        return text == null ? inOrder(company, query, matching) : byRelevance(company, query, text, matching);
    }

    private Page inOrder(Company company, ToolListQuery query, List<CatalogTool> tools) {
        var last = query.query().position(cursor -> cursors.read(company, query.filters(), cursor));
        var rest = last == null
                ? tools
                : tools.stream()
                        .filter(tool -> tool.ref().value().compareTo(last) > 0)
                        .toList();
        var shown = rest.subList(0, Math.min(query.limit(), rest.size()));
        var next = rest.size() > shown.size()
                ? cursors.write(company, query.filters(), shown.getLast().ref().value())
                : null;
        return new Page(views(company, shown), next, null);
    }

    private Page byRelevance(Company company, ToolListQuery query, String text, List<CatalogTool> tools) {
        var found = search.find(text, new CurrentDefinitions());
        var byKey = tools.stream().collect(Collectors.toMap(tool -> tool.ref().value(), Function.identity()));
        var ranked = found.keys().stream()
                .map(byKey::get)
                .flatMap(tool -> Optional.ofNullable(tool).stream())
                .toList();
        var place = query.query().position(cursor -> cursors.read(company, query.filters(), cursor));
        int from = place == null ? 0 : Math.min(Integer.parseInt(place), ranked.size());
        int to = Math.min(from + query.limit(), ranked.size());
        var next = to < ranked.size() ? cursors.write(company, query.filters(), Integer.toString(to)) : null;
        return new Page(views(company, ranked.subList(from, to)), next, found.by());
    }

    /** Searchable tools: all of them, whatever the filters, so that the index is built once. */
    private final class CurrentDefinitions implements ToolSearch.Source {

        @Override
        public long version() {
            return catalog.version();
        }

        @Override
        public Collection<ToolDocument> documents() {
            return catalog.tools().stream()
                    .map(CatalogTool::definition)
                    .map(CurrentDefinitions::document)
                    .toList();
        }

        private static ToolDocument document(ToolDefinition definition) {
            return new ToolDocument(
                    definition.ref().value(),
                    definition.hash(),
                    definition.ref().tool(),
                    definition.spec().title(),
                    definition.spec().description());
        }
    }

    private List<CatalogToolView> views(Company company, Collection<CatalogTool> tools) {
        var byTool = statistics(company);
        return tools.stream()
                .map(tool -> CatalogToolView.of(tool, Optional.ofNullable(byTool.get(tool.ref()))))
                .toList();
    }

    /** Returns a tool and its pending definition. */
    CatalogToolView.Detail detail(Company company, CatalogTool tool) {
        boolean pending = tool.definition().listed() && tool.state() != ToolState.APPROVED;
        var approved = tool.approved();
        return new CatalogToolView.Detail(
                view(company, tool),
                pending ? tool.definition().hash() : null,
                pending && approved != null
                        ? ToolDifferences.between(
                                approved.spec(), tool.definition().spec())
                        : null);
    }

    CatalogToolView view(Company company, CatalogTool tool) {
        return CatalogToolView.of(tool, Optional.ofNullable(statistics(company).get(tool.ref())));
    }

    /** Returns the call statistics; empty while PostgreSQL is unavailable. */
    private Map<ToolRef, ToolStatistics> statistics(Company company) {
        return switch (statistics.tools(company)) {
            case Lookup.Found<Map<ToolRef, ToolStatistics>>(var found) -> found;
            case Lookup.Absent<Map<ToolRef, ToolStatistics>> _, Lookup.Unavailable<Map<ToolRef, ToolStatistics>> _ ->
                Map.of();
        };
    }
}
