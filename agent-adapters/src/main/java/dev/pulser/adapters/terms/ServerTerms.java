// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.terms;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How one server may be used.
 *
 * @param allow      the tools that agents may have; all others they may not
 * @param deny       the tools that they may not have all the same
 * @param idempotent the tools that may be called twice with the same arguments, whatever the server says of them
 * @param whole      of all its calls together
 * @param tools      of single tools, by name
 */
public record ServerTerms(
        List<ToolNames> allow,
        List<ToolNames> deny,
        Set<String> idempotent,
        CallLimit whole,
        Map<String, CallLimit> tools) {

    /** Of a server of which nothing is said: all its tools, without a limit, none of them twice. */
    public static final ServerTerms NONE =
            new ServerTerms(List.of(new ToolNames("*")), List.of(), Set.of(), CallLimit.NONE, Map.of());

    public ServerTerms {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        idempotent = Set.copyOf(idempotent);
        tools = Map.copyOf(tools);
    }

    /** Whether agents may have this tool. */
    public boolean allows(String tool) {
        return allow.stream().anyMatch(names -> names.match(tool))
                && deny.stream().noneMatch(names -> names.match(tool));
    }

    public boolean isIdempotent(String tool) {
        return idempotent.contains(tool);
    }

    public CallLimit limit(String tool) {
        return tools.getOrDefault(tool, CallLimit.NONE);
    }
}
