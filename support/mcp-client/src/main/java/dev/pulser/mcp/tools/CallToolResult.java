// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.tools;

import dev.pulser.service.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Result of a tool call, {@code CallToolResult} in MCP. */
public record CallToolResult(Map<String, Json> members) {

    public CallToolResult {
        members = Map.copyOf(members);
    }

    public boolean isError() {
        return members.getOrDefault("isError", Json.NULL).isTrue();
    }

    /** Returns true if the result requests input instead of answering the call. */
    public boolean requiresInput() {
        return member("resultType")
                .flatMap(Json::asString)
                .filter("input_required"::equals)
                .isPresent();
    }

    /** Returns true if the result has content. */
    public boolean isWellFormed() {
        return member("content").filter(Json::isArray).isPresent() || members.containsKey("structuredContent");
    }

    public @Nullable Json structuredContent() {
        return members.get("structuredContent");
    }

    /** Returns all text content, separated by line feeds. */
    public String text() {
        return content().elements().stream()
                .map(Json::members)
                .filter(part -> part.getOrDefault("type", Json.NULL).text().equals("\"text\""))
                .flatMap(part -> part.getOrDefault("text", Json.NULL).asString().stream())
                .collect(Collectors.joining("\n"));
    }

    /** Returns the members {@code "output":…,"content":[…]} without braces. */
    public String outputMembers() {
        return "\"output\":" + output().text() + ",\"content\":" + content().text();
    }

    /** Returns the structured content if present, otherwise the text. */
    public Json output() {
        return member("structuredContent").filter(json -> !json.isNull()).orElseGet(() -> Json.string(text()));
    }

    private Json content() {
        return member("content").filter(Json::isArray).orElse(new Json("[]"));
    }

    private Optional<Json> member(String name) {
        return Optional.ofNullable(members.get(name));
    }
}
