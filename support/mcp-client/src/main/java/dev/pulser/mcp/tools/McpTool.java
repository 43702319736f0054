// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.tools;

import dev.pulser.service.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Definition of a tool as listed by its server.
 *
 * @param name         1 to 128 characters of {@code A-Z a-z 0-9 . _ -}
 * @param title        display name; null if absent
 * @param description  description for people and models; null if absent
 * @param inputSchema  JSON Schema of the arguments, an object without references to other documents
 * @param outputSchema JSON Schema of the structured content, an object; null if absent
 * @param annotations  object with hints about the behavior of the tool; null if absent
 */
public record McpTool(
        String name,
        @Nullable String title,
        @Nullable String description,
        Json inputSchema,
        @Nullable Json outputSchema,
        @Nullable Json annotations) {

    /** Returns the known annotations. They are claims of the server. */
    public ToolAnnotations toolAnnotations() {
        return ToolAnnotations.of(annotations);
    }

    /**
     * Returns the SHA-256 hash, in lower-case hexadecimal, of name, description, schemas and annotations. It does not depend on
     * the order of members, whitespace and the escaping of strings.
     */
    public String hash() {
        var members = new LinkedHashMap<String, Json>();
        members.put("name", Json.string(name));
        members.put("description", description == null ? Json.NULL : Json.string(description));
        members.put("inputSchema", inputSchema);
        members.put("outputSchema", outputSchema == null ? Json.NULL : outputSchema);
        members.put("annotations", annotations == null ? Json.NULL : annotations);
        return sha256(CanonicalJson.of(members));
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
