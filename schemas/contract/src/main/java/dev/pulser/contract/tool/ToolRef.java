// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.tool;

import dev.pulser.contract.name.Names;
import java.util.regex.Pattern;

/**
 * A tool, by its server and its name there: two servers may have tools of one name.
 *
 * @param tool up to 128 of letters, digits, {@code _ . / -}
 */
public record ToolRef(String server, String tool) implements Comparable<ToolRef> {

    private static final Pattern TOOL = Pattern.compile("[A-Za-z0-9_./-]{1,128}");

    public ToolRef {
        Names.require("a server's name", server);
        if (!isToolName(tool)) {
            throw new IllegalArgumentException("a tool's name is 1 to 128 letters, digits, _ . / or -");
        }
    }

    public static boolean isToolName(String name) {
        return TOOL.matcher(name).matches();
    }

    /** Reads {@link #value}. */
    public static ToolRef parse(String value) {
        int slash = value.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("a tool is written server/tool");
        }
        return new ToolRef(value.substring(0, slash), value.substring(slash + 1));
    }

    /** {@code server/tool}. */
    public String value() {
        return server + '/' + tool;
    }

    @Override
    public int compareTo(ToolRef other) {
        return value().compareTo(other.value());
    }

    @Override
    public String toString() {
        return value();
    }
}
