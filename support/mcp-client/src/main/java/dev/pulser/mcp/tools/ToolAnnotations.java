// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.tools;

import dev.pulser.service.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Annotations about the effects of a tool. They are untrusted claims of the server: shown to people, never used for decisions.
 *
 * @param readOnly    the tool changes nothing; null if not declared
 * @param destructive the tool may delete or overwrite; null if not declared
 * @param idempotent  repeated calls with the same arguments have no additional effect; null if not declared
 * @param openWorld   the tool interacts with systems beyond the server; null if not declared
 */
public record ToolAnnotations(
        @Nullable Boolean readOnly,
        @Nullable Boolean destructive,
        @Nullable Boolean idempotent,
        @Nullable Boolean openWorld) {

    static ToolAnnotations of(@Nullable Json annotations) {
        return new ToolAnnotations(
                flag(annotations, "readOnlyHint"),
                flag(annotations, "destructiveHint"),
                flag(annotations, "idempotentHint"),
                flag(annotations, "openWorldHint"));
    }

    private static @Nullable Boolean flag(@Nullable Json annotations, String name) {
        var flag = annotations == null ? null : annotations.member(name);
        if (flag == null) {
            return null;
        }
        return switch (flag.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        };
    }
}
