// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.mcp;

import dev.pulser.adapters.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A tool's answer, as MCP has it. */
public record ToolResult(Map<String, Json> members) {

    public ToolResult {
        members = Map.copyOf(members);
    }

    public boolean isError() {
        return members.getOrDefault("isError", Json.NULL).isTrue();
    }

    /** Whether it is no answer but a question, which nobody was granted to ask. */
    boolean asksBack() {
        return member("resultType")
                .flatMap(Json::asString)
                .filter("input_required"::equals)
                .isPresent();
    }

    /** Whether it has the form of an answer. */
    boolean isWellFormed() {
        return member("content").filter(Json::isArray).isPresent() || members.containsKey("structuredContent");
    }

    @Nullable
    Json structuredContent() {
        return members.get("structuredContent");
    }

    /** All that it says in text. */
    public String text() {
        return content().elements().stream()
                .map(Json::members)
                .filter(part -> part.getOrDefault("type", Json.NULL).text().equals("\"text\""))
                .flatMap(part -> part.getOrDefault("text", Json.NULL).asString().stream())
                .collect(Collectors.joining("\n"));
    }

    /** {@code "output":…,"content":[…]}. */
    public String outputMembers() {
        return "\"output\":" + output().text() + ",\"content\":" + content().text();
    }

    /** What is structured, else the text. */
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
