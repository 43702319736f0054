// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.tools;

import dev.pulser.adapters.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A tool as its server defines it.
 *
 * @param name         1 to 128 of {@code A-Z a-z 0-9 . _ -}
 * @param title        for people
 * @param description  for people and models
 * @param inputSchema  JSON Schema of the arguments, an object; without references to other documents
 * @param outputSchema JSON Schema of the structured content, an object; null where the server promises none
 * @param annotations  what else the server claims of it, an object; null where it claims nothing
 */
public record ToolDefinition(
        String name,
        @Nullable String title,
        @Nullable String description,
        Json inputSchema,
        @Nullable Json outputSchema,
        @Nullable Json annotations) {

    /** What its annotations claim of its effects. */
    public ToolHints hints() {
        return ToolHints.of(annotations);
    }

    /**
     * SHA-256, in lower-case hexadecimal, of all that says what it does: name, description, schemas and annotations. The
     * order of members, blanks and the way in which a string is escaped make no difference; every other change does.
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
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
