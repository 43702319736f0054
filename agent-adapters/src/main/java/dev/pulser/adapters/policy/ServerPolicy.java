// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.policy;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Policy of one server.
 *
 * @param allow       patterns of tools that agents may call
 * @param deny        patterns of tools that agents may not call; wins over {@code allow}
 * @param idempotent  names of tools that may be called repeatedly with the same arguments
 * @param serverLimit limit on all calls of the server
 * @param toolLimits  limits on single tools by name
 */
public record ServerPolicy(
        List<ToolNamePattern> allow,
        List<ToolNamePattern> deny,
        Set<String> idempotent,
        CallLimit serverLimit,
        Map<String, CallLimit> toolLimits) {

    /** Policy without declarations: all tools, no limits, no idempotent tools. */
    public static final ServerPolicy DEFAULT =
            new ServerPolicy(List.of(new ToolNamePattern("*")), List.of(), Set.of(), CallLimit.NONE, Map.of());

    public ServerPolicy {
        allow = List.copyOf(allow);
        deny = List.copyOf(deny);
        idempotent = Set.copyOf(idempotent);
        toolLimits = Map.copyOf(toolLimits);
    }

    /** Returns true if agents may call the tool. */
    public boolean allows(String tool) {
        return allow.stream().anyMatch(pattern -> pattern.matches(tool))
                && deny.stream().noneMatch(pattern -> pattern.matches(tool));
    }

    public boolean isIdempotent(String tool) {
        return idempotent.contains(tool);
    }

    public CallLimit limit(String tool) {
        return toolLimits.getOrDefault(tool, CallLimit.NONE);
    }
}
