// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.console.TextStyle;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskId;
import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.project.ProjectLayout;
import dev.pulser.launcher.running.RunningStack;

/** Message of {@code up}: addresses of all components, and first commands that work when copied. */
record WelcomeMessage(RunningStack running, ProjectLayout project) {

    /** Task type of {@code examples/first-task.json}. */
    private static final TaskType FIRST_TYPE = new TaskType("documentation");

    /** Address that the commands use by default. */
    private static final String DEFAULT_URL = "http://127.0.0.1:" + StackPorts.DEFAULT.rest();

    void print(Console console) {
        addresses().lines(console).forEach(console::print);
        console.print("");
        var url = "http://127.0.0.1:" + running.restPort();
        // With an idempotency key the task id is known in advance, so that the second command can be copied too.
        var key = "first-" + Long.toString(running.started().getEpochSecond(), Character.MAX_RADIX);
        var id = TaskId.ofKey(Company.DEFAULT, FIRST_TYPE, key);
        heading(console, "Submit a task, and get its result:");
        console.print(
                "  curl -s -X POST %s/api/v1/tasks -H 'Content-Type: application/json' -H 'Idempotency-Key: %s' -d @%s"
                        .formatted(url, key, project.firstTask()));
        console.print("  curl -s %s/api/v1/tasks/%s".formatted(url, id));
        heading(
                console,
                "Submit it to Kafka, with any producer (JSON or Avro, topics pulser.tasks.critical|high|medium|low):");
        console.print("  kafka-console-producer.sh --bootstrap-server %s --topic pulser.tasks.high < %s"
                .formatted(running.kafka(), project.firstTask()));
        var pulser = project.root().resolve("pulser");
        console.print(
                "  %s submit --via kafka --kafka %s --file %s".formatted(pulser, running.kafka(), project.firstTask()));
        heading(console, "See the health of the agents, and the MCP servers:");
        console.print("  %s agents health%s".formatted(pulser, urlOption(url)));
        console.print("  %s mcp list%s".formatted(pulser, urlOption(url)));
    }

    private static String urlOption(String url) {
        return url.equals(DEFAULT_URL) ? "" : " --url " + url;
    }

    private static void heading(Console console, String text) {
        console.print(console.styled(TextStyle.STRONG, text));
    }

    private Table addresses() {
        var table = Table.of("COMPONENT", "ADDRESS", "LOG");
        table.row("REST API", "http://127.0.0.1:%d/api/v1".formatted(running.restPort()), "");
        table.row("API documentation", "http://127.0.0.1:%d/docs".formatted(running.restPort()), "");
        running.components().forEach(it -> table.row(it.name(), it.address(), it.log()));
        return table;
    }
}
