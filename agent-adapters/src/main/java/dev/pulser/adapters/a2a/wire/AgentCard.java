// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.a2a.wire;

import dev.pulser.service.json.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Agent card, reduced to the fields that Pulser uses.
 *
 * @param address URL of the JSON-RPC interface
 * @param streaming true if the agent supports streaming
 * @param pushNotifications true if the agent supports push notifications
 */
public record AgentCard(URI address, A2aVersion version, boolean streaming, boolean pushNotifications) {

    private static final String BINDING = "JSONRPC";

    private record Interface(
            @Nullable String url,
            @Nullable String binding,
            @Nullable String version) {}

    /** @throws A2aProtocolException if the card offers no supported interface */
    public static AgentCard read(Json card) throws A2aProtocolException {
        var capabilities = card.member("capabilities");
        for (var version : List.of(A2aVersion.V1_0, A2aVersion.V0_3)) {
            var address = interfaces(card).stream()
                    .filter(candidate -> version == version(candidate) && BINDING.equalsIgnoreCase(candidate.binding()))
                    .flatMap(candidate -> uri(candidate.url()).stream())
                    .findFirst();
            if (address.isPresent()) {
                return new AgentCard(
                        address.get(),
                        version,
                        isTrue(capabilities, "streaming"),
                        isTrue(capabilities, "pushNotifications"));
            }
        }
        throw new A2aProtocolException("offers no JSON-RPC interface of A2A 0.3 or 1.0 in its agent card");
    }

    /** Returns all interfaces. Version 1.0 has a list; 0.3 has one in the card itself and a list of additional ones. */
    private static List<Interface> interfaces(Json card) {
        var interfaces = new ArrayList<Interface>();
        for (var candidate : elements(card, "supportedInterfaces")) {
            interfaces.add(new Interface(
                    A2aEventReader.text(candidate, "url"),
                    A2aEventReader.text(candidate, "protocolBinding"),
                    A2aEventReader.text(candidate, "protocolVersion")));
        }
        var version = A2aEventReader.text(card, "protocolVersion");
        var preferred = A2aEventReader.text(card, "preferredTransport");
        if (A2aEventReader.text(card, "url") != null) {
            interfaces.add(
                    new Interface(A2aEventReader.text(card, "url"), preferred == null ? BINDING : preferred, version));
        }
        for (var candidate : elements(card, "additionalInterfaces")) {
            interfaces.add(new Interface(
                    A2aEventReader.text(candidate, "url"), A2aEventReader.text(candidate, "transport"), version));
        }
        return interfaces;
    }

    private static List<Json> elements(Json card, String member) {
        var list = card.member(member);
        return list == null ? List.of() : list.elements();
    }

    private static @Nullable A2aVersion version(Interface candidate) {
        var version = candidate.version() == null ? "0.3" : candidate.version();
        if (version.equals("1") || version.startsWith("1.")) {
            return A2aVersion.V1_0;
        }
        return version.startsWith("0.2") || version.startsWith("0.3") ? A2aVersion.V0_3 : null;
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
