// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

import dev.pulser.adapters.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent says of itself, as far as it matters here.
 *
 * @param address   where JSON-RPC is spoken
 * @param streaming whether it tells of a task while it runs
 * @param pushes    whether it tells of a task by posting
 */
public record AgentCard(URI address, Dialect dialect, boolean streaming, boolean pushes) {

    private static final String BINDING = "JSONRPC";

    private record Offer(
            @Nullable String url,
            @Nullable String binding,
            @Nullable String version) {}

    /** @throws ProtocolError if it offers nothing that is spoken here */
    public static AgentCard read(Json card) throws ProtocolError {
        var capabilities = card.member("capabilities");
        for (var dialect : List.of(Dialect.V1_0, Dialect.V0_3)) {
            var address = offers(card).stream()
                    .filter(offer -> dialect == dialect(offer) && BINDING.equalsIgnoreCase(offer.binding()))
                    .flatMap(offer -> uri(offer.url()).stream())
                    .findFirst();
            if (address.isPresent()) {
                return new AgentCard(
                        address.get(),
                        dialect,
                        isTrue(capabilities, "streaming"),
                        isTrue(capabilities, "pushNotifications"));
            }
        }
        throw new ProtocolError("offers no JSON-RPC interface of A2A 0.3 or 1.0 in its card");
    }

    /** Version 1.0 lists interfaces; 0.3 has one at the top and others beside it. */
    private static List<Offer> offers(Json card) {
        var offers = new ArrayList<Offer>();
        for (var offer : elements(card, "supportedInterfaces")) {
            offers.add(new Offer(
                    Events.text(offer, "url"),
                    Events.text(offer, "protocolBinding"),
                    Events.text(offer, "protocolVersion")));
        }
        var version = Events.text(card, "protocolVersion");
        var preferred = Events.text(card, "preferredTransport");
        if (Events.text(card, "url") != null) {
            offers.add(new Offer(Events.text(card, "url"), preferred == null ? BINDING : preferred, version));
        }
        for (var offer : elements(card, "additionalInterfaces")) {
            offers.add(new Offer(Events.text(offer, "url"), Events.text(offer, "transport"), version));
        }
        return offers;
    }

    private static List<Json> elements(Json card, String member) {
        var list = card.member(member);
        return list == null ? List.of() : list.elements();
    }

    private static @Nullable Dialect dialect(Offer offer) {
        var version = offer.version() == null ? "0.3" : offer.version();
        if (version.equals("1") || version.startsWith("1.")) {
            return Dialect.V1_0;
        }
        return version.startsWith("0.2") || version.startsWith("0.3") ? Dialect.V0_3 : null;
    }

    private static Optional<URI> uri(@Nullable String url) {
        try {
            return Optional.ofNullable(url).map(URI::create).filter(URI::isAbsolute);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isTrue(@Nullable Json capabilities, String member) {
        var value = capabilities == null ? null : capabilities.member(member);
        return value != null && value.isTrue();
    }
}
