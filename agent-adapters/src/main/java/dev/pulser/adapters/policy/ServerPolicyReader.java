// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.policy;

import dev.pulser.contract.text.Excerpt;
import dev.pulser.service.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reader of the policy of one server. Throws {@link IllegalArgumentException} with server, field and rule if it is invalid. */
final class ServerPolicyReader {

    private static final Set<String> FIELDS = Set.of(
            "allow",
            "args",
            "command",
            "cwd",
            "deny",
            "description",
            "disabled",
            "env",
            "headers",
            "idempotent",
            "limits",
            "protocol",
            "type",
            "url");
    private static final Set<String> LIMIT_FIELDS = Set.of("concurrency", "requests_per_minute");
    private static final int MAX_LIMIT = 100_000;
    private static final Pattern TOOL_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    private final String server;

    ServerPolicyReader(String server) {
        this.server = server;
    }

    ServerPolicy read(Json entry) {
        var fields = entry.members();
        checkFields("", fields, FIELDS);
        var disabled = fields.getOrDefault("disabled", new Json("false")).text();
        require(disabled.equals("true") || disabled.equals("false"), "disabled", "true or false");
        var limits = fields.getOrDefault("limits", Json.EMPTY_OBJECT);
        return new ServerPolicy(
                patterns("allow", fields.getOrDefault("allow", new Json("[\"*\"]"))),
                patterns("deny", fields.getOrDefault("deny", new Json("[]"))),
                tools(fields.getOrDefault("idempotent", new Json("[]"))),
                serverLimit(limits),
                toolLimits(limits.member("tools")));
    }

    private void checkFields(String path, Map<String, Json> fields, Set<String> known) {
        fields.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException("server %s: unknown field %s. Known fields: %s"
                            .formatted(server, path + Excerpt.line(name), String.join(", ", new TreeSet<>(known))));
                });
    }

    private CallLimit serverLimit(Json limits) {
        require(limits.isObject(), "limits", "an object");
        var fields = new LinkedHashMap<>(limits.members());
        fields.remove("tools");
        return limit("limits.", fields);
    }

    private Map<String, CallLimit> toolLimits(@Nullable Json tools) {
        if (tools == null) {
            return Map.of();
        }
        require(tools.isObject(), "limits.tools", "an object with a member per tool");
        var limits = new LinkedHashMap<String, CallLimit>();
        tools.members().forEach((tool, limit) -> {
            var path = "limits.tools." + Excerpt.line(tool);
            requireTool(path, tool);
            require(limit.isObject(), path, "an object");
            limits.put(tool, limit(path + '.', limit.members()));
        });
        return limits;
    }

    private CallLimit limit(String path, Map<String, Json> fields) {
        checkFields(path, fields, LIMIT_FIELDS);
        return new CallLimit(
                number(path + "concurrency", fields.get("concurrency")),
                number(path + "requests_per_minute", fields.get("requests_per_minute")));
    }

    private @Nullable Integer number(String field, @Nullable Json value) {
        if (value == null) {
            return null;
        }
        boolean isValid = value.text().matches("[1-9]\\d{0,5}") && Integer.parseInt(value.text()) <= MAX_LIMIT;
        require(isValid, field, "an integer from 1 to " + MAX_LIMIT);
        return Integer.valueOf(value.text());
    }

    private List<ToolNamePattern> patterns(String field, Json value) {
        return texts(field, value).stream()
                .map(text -> {
                    try {
                        return new ToolNamePattern(text);
                    } catch (IllegalArgumentException e) {
                        throw invalid(field, "a list of tool name patterns; " + e.getMessage());
                    }
                })
                .toList();
    }

    private Set<String> tools(Json value) {
        var tools = texts("idempotent", value);
        tools.forEach(tool -> requireTool("idempotent", tool));
        return Set.copyOf(tools);
    }

    /** Requires a full name. A pattern could match tools that the server adds later. */
    private void requireTool(String field, String tool) {
        require(TOOL_NAME.matcher(tool).matches(), field, "a list of full tool names without *");
    }

    private Set<String> texts(String field, Json value) {
        require(value.isArray(), field, "a list of strings");
        return value.elements().stream()
                .map(element -> element.asString().orElseThrow(() -> invalid(field, "a list of strings")))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw invalid(field, rule);
        }
    }

    private IllegalArgumentException invalid(String field, String rule) {
        return new IllegalArgumentException("server %s: %s must be %s".formatted(server, field, rule));
    }
}
