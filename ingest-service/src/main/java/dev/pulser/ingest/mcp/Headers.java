// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.mcp;

import dev.pulser.ingest.mcp.message.Refusal;
import dev.pulser.ingest.mcp.message.Refused;
import io.vertx.core.MultiMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The headers in which a modern request repeats what its body says. */
record Headers(MultiMap all) {

    static final String PROTOCOL_VERSION = "MCP-Protocol-Version";
    static final String METHOD = "Mcp-Method";
    static final String NAME = "Mcp-Name";

    private static final String ENCODED = "=?base64?";
    private static final String END = "?=";

    /**
     * The value; null where the header is missing.
     *
     * @throws Refused where it is there more than once: others on the way may have read another one
     */
    @Nullable
    String one(String name) throws Refused {
        var values = all.getAll(name);
        if (values.size() > 1) {
            throw mismatch("the header %s is there %d times; send it once".formatted(name, values.size()));
        }
        return values.isEmpty() ? null : values.getFirst().strip();
    }

    /** @throws Refused where the header does not say the same as the body */
    void require(String name, String inBody) throws Refused {
        var value = one(name);
        if (value == null) {
            throw mismatch("the header %s is missing; it repeats what the body says".formatted(name));
        }
        if (!decoded(name, value).equals(inBody)) {
            throw mismatch("the header %s does not say what the body says; make them the same".formatted(name));
        }
    }

    private static String decoded(String name, String value) throws Refused {
        if (!value.startsWith(ENCODED) || !value.endsWith(END) || value.length() < ENCODED.length() + END.length()) {
            return value;
        }
        try {
            var text = value.substring(ENCODED.length(), value.length() - END.length());
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw mismatch("the header %s says that it is Base64, and is not".formatted(name));
        }
    }

    private static Refused mismatch(String message) {
        return new Refused(Refusal.headerMismatch("Header mismatch: " + message));
    }
}
