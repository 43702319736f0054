// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.calls;

import dev.pulser.adapters.toolcall.AgentToolCatalog.Tool;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of tools in requests to a model: {@code server__tool}. If the name is invalid or ambiguous, it ends in a hash
 * of both parts, so that no server can impersonate another.
 */
final class FunctionNames {

    private static final int MAX_CHARS = 64;
    private static final int HASH_BYTES = 6;
    private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern NOT_ALLOWED = Pattern.compile("[^a-zA-Z0-9_-]");

    private FunctionNames() {}

    /** Returns the tools by name, in the order of {@code tools}. */
    static Map<String, Tool> of(List<Tool> tools) {
        var counts = tools.stream().collect(Collectors.groupingBy(FunctionNames::plain, Collectors.counting()));
        var named = new LinkedHashMap<String, Tool>();
        for (var tool : tools) {
            var plain = plain(tool);
            boolean usable = ALLOWED.matcher(plain).matches() && counts.getOrDefault(plain, 0L) == 1;
            named.putIfAbsent(usable ? plain : hashed(plain, tool.path()), tool);
        }
        return named;
    }

    private static String plain(Tool tool) {
        return tool.server() + "__" + tool.definition().name();
    }

    private static String hashed(String plain, String path) {
        var clean = sanitize(plain);
        var hash = '_' + hash(path);
        return clean.substring(0, Math.min(clean.length(), MAX_CHARS - hash.length())) + hash;
    }

    /** Replaces invalid characters of {@code name}; the result has 1 to 64 characters. */
    static String sanitize(String name) {
        var clean = NOT_ALLOWED.matcher(name).replaceAll("_");
        return clean.isEmpty() ? "_" : clean.substring(0, Math.min(clean.length(), MAX_CHARS));
    }

    private static String hash(String text) {
        return HexFormat.of().formatHex(sha256(text), 0, HASH_BYTES);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
