// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.tool;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Declaration of a tool for clients.
 *
 * @param output    record type of the results, from which the output schema is derived
 * @param openWorld true when the tool accesses anything outside of this process and its folder
 */
public record ToolDeclaration(
        String name,
        String title,
        String description,
        List<Parameter> parameters,
        Class<? extends Record> output,
        boolean openWorld) {

    public ToolDeclaration {
        requireNonNull(name, "name");
        requireNonNull(title, "title");
        requireNonNull(description, "description");
        requireNonNull(output, "output");
        parameters = List.copyOf(parameters);
    }
}
