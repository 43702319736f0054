// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.contract.tool.ToolRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the topic of offers says, and what has to be written there to make it say what a server lists. Safe from any thread. */
public final class OfferBoard {

    private final String adapter;
    private final Map<ToolRef, ToolOffer> offers = new ConcurrentSkipListMap<>();

    /** @param adapter the instance that speaks */
    public OfferBoard(String adapter) {
        this.adapter = adapter;
    }

    /** What the topic of offers says; null forgets the tool. */
    public void learn(ToolRef ref, @Nullable ToolOffer offer) {
        if (offer == null) {
            offers.remove(ref);
        } else {
            offers.put(ref, offer);
        }
    }

    /** The offers to be written because {@code server} offers exactly these tools. The board has them from now on. */
    List<ToolOffer> changes(String server, Collection<KnownTool> tools, Instant now) {
        var changes = new ArrayList<ToolOffer>();
        for (var tool : tools) {
            var offer = offer(tool, now);
            if (!isOnBoard(offer)) {
                changes.add(offer);
            }
        }
        var refs = tools.stream().map(KnownTool::ref).collect(Collectors.toSet());
        offers.values().stream()
                .filter(offer -> offer.ref().server().equals(server) && offer.offered() && !refs.contains(offer.ref()))
                .forEach(offer -> changes.add(restated(offer, false, now)));
        changes.forEach(offer -> offers.put(offer.ref(), offer));
        return changes;
    }

    /** The same for all servers that are no longer declared: they offer nothing. */
    List<ToolOffer> withdrawals(Collection<String> declared, Instant now) {
        return offers.keySet().stream()
                .map(ToolRef::server)
                .distinct()
                .filter(server -> !declared.contains(server))
                .flatMap(server -> changes(server, List.of(), now).stream())
                .toList();
    }

    private boolean isOnBoard(ToolOffer offer) {
        var known = offers.get(offer.ref());
        return known != null && restated(known, known.offered(), offer.at()).equals(offer);
    }

    private ToolOffer offer(KnownTool tool, Instant now) {
        var definition = tool.definition();
        var hints = definition.hints();
        var output = definition.outputSchema();
        return new ToolOffer(
                tool.ref(),
                clean(definition.title()),
                Objects.requireNonNullElse(clean(definition.description()), ""),
                definition.inputSchema().withoutNul().text(),
                output == null ? null : output.withoutNul().text(),
                hints.readOnly(),
                hints.destructive(),
                hints.idempotent(),
                hints.openWorld(),
                tool.hash(),
                true,
                adapter,
                now);
    }

    /** The same tool in this instance's words of this moment. */
    private ToolOffer restated(ToolOffer offer, boolean offered, Instant now) {
        return new ToolOffer(
                offer.ref(),
                offer.title(),
                offer.description(),
                offer.inputSchema(),
                offer.outputSchema(),
                offer.readOnly(),
                offer.destructive(),
                offer.idempotent(),
                offer.openWorld(),
                offer.hash(),
                offered,
                adapter,
                now);
    }

    /** PostgreSQL can hold no NUL. */
    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
