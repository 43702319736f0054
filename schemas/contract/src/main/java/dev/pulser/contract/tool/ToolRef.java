// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.tool;

import dev.pulser.contract.name.Names;
import java.util.regex.Pattern;

/**
 * Reference to a tool by server and name. Different servers may have tools of the same name.
 *
 * @param server name of the MCP server, see {@link Names}
 * @param tool   1 to 128 characters of letters, digits, {@code _ . / -}
 */
public record ToolRef(String server, String tool) implements Comparable<ToolRef> {

    private static final Pattern TOOL = Pattern.compile("[A-Za-z0-9_./-]{1,128}");

    public ToolRef {
        Names.require("server name", server);
        if (!isToolName(tool)) {
            throw new IllegalArgumentException(
                    "tool name must have 1 to 128 characters of letters, digits, _ . / and -");
        }
    }

    public static boolean isToolName(String name) {
        return TOOL.matcher(name).matches();
    }

    /** Parses {@code server/tool}. */
    public static ToolRef parse(String value) {
        int slash = value.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("tool reference must have the form server/tool");
        }
        return new ToolRef(value.substring(0, slash), value.substring(slash + 1));
    }

    /** Returns {@code server/tool}. */
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
