// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.tool.ToolState;
import dev.pulser.ingest.agents.AgentCatalogue;
import dev.pulser.ingest.known.Lookup;
import dev.pulser.ingest.page.Cursors;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.rows.agent.StoredFigures;
import dev.pulser.ingest.rows.agent.ToolFigures;
import dev.pulser.ingest.tools.search.SearchText;
import dev.pulser.ingest.tools.search.ToolSearch;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads pages of tools. Safe from any thread. */
@Singleton
public final class ToolListing {

    private final ToolCatalogue catalogue;
    private final AgentCatalogue agents;
    private final ToolSearch search;
    private final StoredFigures figures;
    private final Cursors cursors;

    @Inject
    ToolListing(
            ToolCatalogue catalogue, AgentCatalogue agents, ToolSearch search, StoredFigures figures, Cursors cursors) {
        this.catalogue = catalogue;
        this.agents = agents;
        this.search = search;
        this.figures = figures;
        this.cursors = cursors;
    }

    /**
     * One page.
     *
     * @param parameters filters, {@code limit} and {@code cursor}, as a query has them
     * @throws ProblemException where a parameter is wrong
     */
    public ToolPage page(Company company, Map<String, List<String>> parameters) {
        var query = ToolQuery.of(parameters, agents);
        var wanted = catalogue.tools().stream().filter(query::takes).toList();
        var words = query.words();
        return words == null ? inOrder(company, query, wanted) : bestFirst(company, query, words, wanted);
    }

    private ToolPage inOrder(Company company, ToolQuery query, List<KnownTool> tools) {
        var last = query.position(cursor -> cursors.read(company, query.filters(), cursor));
        var rest = last == null
                ? tools
                : tools.stream()
                        .filter(tool -> tool.ref().value().compareTo(last) > 0)
                        .toList();
        var shown = rest.subList(0, Math.min(query.limit(), rest.size()));
        var next = rest.size() > shown.size()
                ? cursors.write(company, query.filters(), shown.getLast().ref().value())
                : null;
        return new ToolPage(views(company, shown), next, null);
    }

    private ToolPage bestFirst(Company company, ToolQuery query, String words, List<KnownTool> tools) {
        var found = search.find(words, new Offered());
        var byKey = tools.stream().collect(Collectors.toMap(tool -> tool.ref().value(), Function.identity()));
        var ranked = found.keys().stream()
                .map(byKey::get)
                .flatMap(tool -> Optional.ofNullable(tool).stream())
                .toList();
        var place = query.position(cursor -> cursors.read(company, query.filters(), cursor));
        int from = place == null ? 0 : Math.min(Integer.parseInt(place), ranked.size());
        int to = Math.min(from + query.limit(), ranked.size());
        var next = to < ranked.size() ? cursors.write(company, query.filters(), Integer.toString(to)) : null;
        return new ToolPage(views(company, ranked.subList(from, to)), next, found.by());
    }

    /** What is searched: every tool, whatever the filters, so that it has to be read once only. */
    private final class Offered implements ToolSearch.Source {

        @Override
        public long version() {
            return catalogue.version();
        }

        @Override
        public Collection<SearchText> texts() {
            return catalogue.tools().stream()
                    .map(KnownTool::offer)
                    .map(Offered::text)
                    .toList();
        }

        private static SearchText text(ToolOffer offer) {
            return new SearchText(
                    offer.ref().value(), offer.hash(), offer.ref().tool(), offer.title(), offer.description());
        }
    }

    private List<ToolView> views(Company company, Collection<KnownTool> tools) {
        var known = figures(company);
        return tools.stream()
                .map(tool -> ToolView.of(tool, Optional.ofNullable(known.get(tool.ref()))))
                .toList();
    }

    /** One tool with what waits for approval. */
    ToolView.Detail detail(Company company, KnownTool tool) {
        boolean waits = tool.offer().offered() && tool.state() != ToolState.APPROVED;
        var approved = tool.approved();
        return new ToolView.Detail(
                view(company, tool),
                waits ? tool.offer().hash() : null,
                waits && approved != null ? ToolDifferences.between(approved, tool.offer()) : null);
    }

    ToolView view(Company company, KnownTool tool) {
        return ToolView.of(tool, Optional.ofNullable(figures(company).get(tool.ref())));
    }

    /** None while Postgres is away: a tool is shown without them then. */
    private Map<ToolRef, ToolFigures> figures(Company company) {
        return switch (figures.tools(company)) {
            case Lookup.Found<Map<ToolRef, ToolFigures>>(var found) -> found;
            case Lookup.Absent<Map<ToolRef, ToolFigures>> _, Lookup.Away<Map<ToolRef, ToolFigures>> _ -> Map.of();
        };
    }
}
