// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.tools;

import dev.pulser.adapters.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a server claims of a tool's effects; null where it claims nothing. Claims of a stranger: good for a person to read,
 * never a reason to allow something.
 *
 * @param readOnly    it changes nothing
 * @param destructive it may delete or overwrite
 * @param idempotent  a second call with the same arguments changes nothing more
 * @param openWorld   it reaches beyond the server
 */
public record ToolHints(
        @Nullable Boolean readOnly,
        @Nullable Boolean destructive,
        @Nullable Boolean idempotent,
        @Nullable Boolean openWorld) {

    static ToolHints of(@Nullable Json annotations) {
        return new ToolHints(
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
