// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.terms;

import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the terms of one server. An {@link IllegalArgumentException} names the server, the field and what it has to be. */
final class TermsReader {

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
    private static final Pattern TOOL = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    private final String server;

    TermsReader(String server) {
        this.server = server;
    }

    ServerTerms read(Json entry) {
        var fields = entry.members();
        checkFields("", fields, FIELDS);
        var disabled = fields.getOrDefault("disabled", new Json("false")).text();
        require(disabled.equals("true") || disabled.equals("false"), "disabled", "true or false");
        var limits = fields.getOrDefault("limits", Json.EMPTY_OBJECT);
        return new ServerTerms(
                patterns("allow", fields.getOrDefault("allow", new Json("[\"*\"]"))),
                patterns("deny", fields.getOrDefault("deny", new Json("[]"))),
                tools(fields.getOrDefault("idempotent", new Json("[]"))),
                whole(limits),
                single(limits.member("tools")));
    }

    private void checkFields(String path, Map<String, Json> fields, Set<String> known) {
        fields.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw faulty(
                            path + Excerpt.printable(name),
                            "left out: there is no such field, there are " + String.join(", ", new TreeSet<>(known)));
                });
    }

    private CallLimit whole(Json limits) {
        require(limits.isObject(), "limits", "an object");
        var fields = new LinkedHashMap<>(limits.members());
        fields.remove("tools");
        return limit("limits.", fields);
    }

    private Map<String, CallLimit> single(@Nullable Json tools) {
        if (tools == null) {
            return Map.of();
        }
        require(tools.isObject(), "limits.tools", "an object of the tools' names");
        var limits = new LinkedHashMap<String, CallLimit>();
        tools.members().forEach((tool, limit) -> {
            var path = "limits.tools." + Excerpt.printable(tool);
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
        boolean whole = value.text().matches("[1-9]\\d{0,5}") && Integer.parseInt(value.text()) <= MAX_LIMIT;
        require(whole, field, "a whole number from 1 to " + MAX_LIMIT);
        return Integer.valueOf(value.text());
    }

    private List<ToolNames> patterns(String field, Json value) {
        return texts(field, value).stream()
                .map(text -> {
                    try {
                        return new ToolNames(text);
                    } catch (IllegalArgumentException e) {
                        throw faulty(field, "a list of tools: " + e.getMessage());
                    }
                })
                .toList();
    }

    private Set<String> tools(Json value) {
        var tools = texts("idempotent", value);
        tools.forEach(tool -> requireTool("idempotent", tool));
        return Set.copyOf(tools);
    }

    /** One by one, never by a pattern: it would hold for tools that the server has not got yet. */
    private void requireTool(String field, String tool) {
        require(TOOL.matcher(tool).matches(), field, "made of whole names of tools, without *");
    }

    private Set<String> texts(String field, Json value) {
        require(value.isArray(), field, "a list of strings");
        return value.elements().stream()
                .map(element -> element.asString().orElseThrow(() -> faulty(field, "a list of strings")))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw faulty(field, rule);
        }
    }

    private IllegalArgumentException faulty(String field, String rule) {
        return new IllegalArgumentException("server %s: %s has to be %s".formatted(server, field, rule));
    }
}
