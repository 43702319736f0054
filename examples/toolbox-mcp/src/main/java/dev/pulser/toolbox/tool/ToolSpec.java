// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.tool;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a client learns about a tool before it calls it.
 *
 * @param output    the record an answer carries; the output schema is derived from it
 * @param openWorld whether the tool talks to something outside this process and its folder
 */
public record ToolSpec(
        String name,
        String title,
        String description,
        List<Parameter> parameters,
        Class<? extends Record> output,
        boolean openWorld) {

    public ToolSpec {
        requireNonNull(name, "name");
        requireNonNull(title, "title");
        requireNonNull(description, "description");
        requireNonNull(output, "output");
        parameters = List.copyOf(parameters);
    }
}
