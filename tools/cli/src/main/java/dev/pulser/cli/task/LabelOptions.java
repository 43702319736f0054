// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.cli.api.QueryParameters;
import dev.pulser.cli.console.UsageException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Option {@code --label KEY=VALUE}, which may be repeated: labels of a new task, or a filter of a list. */
final class LabelOptions {

    @Option(
            names = {"-l", "--label"},
            paramLabel = "KEY=VALUE",
            description = "Label, such as team=data. May be repeated; a list shows the tasks that have all labels.")
    private List<String> labels = new ArrayList<>();

    /** Adds the labels to the JSON of a task. */
    void addTo(ObjectNode task) {
        for (var label : checked()) {
            int sign = label.indexOf('=');
            task.withObjectProperty("labels").put(label.substring(0, sign), label.substring(sign + 1));
        }
    }

    /** Adds a parameter {@code label} for each label; tasks must have all of them. */
    QueryParameters addTo(QueryParameters query) {
        checked().forEach(label -> query.with("label", label));
        return query;
    }

    private List<String> checked() {
        for (var label : labels) {
            if (label.indexOf('=') < 1) {
                throw new UsageException(
                        "Invalid value '%s' for --label. Use KEY=VALUE, such as team=data.".formatted(label));
            }
        }
        return labels;
    }
}
