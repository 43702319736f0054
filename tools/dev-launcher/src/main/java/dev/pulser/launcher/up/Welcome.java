// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskId;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.Style;
import dev.pulser.launcher.cli.Table;
import dev.pulser.launcher.project.ProjectHome;
import dev.pulser.launcher.running.RunningStack;
import dev.pulser.launcher.stack.StackPorts;

/** What a user reads when the stack is up: where everything is, and lines to try that work as they stand. */
record Welcome(RunningStack running, ProjectHome project) {

    /** The type of {@code examples/first-task.json}. */
    private static final TaskType FIRST_TYPE = new TaskType("documentation");

    /** Where the commands look by themselves. */
    private static final String USUAL_URL = "http://127.0.0.1:" + StackPorts.DEFAULT.rest();

    void print(Console console) {
        addresses().lines(console).forEach(console::print);
        console.print("");
        var url = "http://127.0.0.1:" + running.restPort();
        // The key makes the id known before the task is: the second line can be copied as well.
        var key = "first-" + Long.toString(running.started().getEpochSecond(), Character.MAX_RADIX);
        var id = TaskId.ofKey(Company.DEFAULT, FIRST_TYPE, key);
        heading(console, "Hand a task in, and see what became of it:");
        console.print(
                "  curl -s -X POST %s/api/v1/tasks -H 'Content-Type: application/json' -H 'Idempotency-Key: %s' -d @%s"
                        .formatted(url, key, project.firstTask()));
        console.print("  curl -s %s/api/v1/tasks/%s".formatted(url, id));
        heading(
                console,
                "The same by Kafka (any producer can: JSON or Avro, topics pulser.tasks.critical|high|medium|low):");
        console.print("  kafka-console-producer.sh --bootstrap-server %s --topic pulser.tasks.high < %s"
                .formatted(running.kafka(), project.firstTask()));
        var pulser = project.root().resolve("pulser");
        console.print(
                "  %s submit --via kafka --kafka %s --file %s".formatted(pulser, running.kafka(), project.firstTask()));
        heading(console, "See how the agents are, and which MCP servers they have:");
        console.print("  %s agents health%s".formatted(pulser, at(url)));
        console.print("  %s mcp list%s".formatted(pulser, at(url)));
    }

    private static String at(String url) {
        return url.equals(USUAL_URL) ? "" : " --url " + url;
    }

    private static void heading(Console console, String text) {
        console.print(console.styled(Style.STRONG, text));
    }

    private Table addresses() {
        var table = Table.of("PART", "ADDRESS", "LOG");
        table.row("REST API", "http://127.0.0.1:%d/api/v1".formatted(running.restPort()), "");
        table.row("API documentation", "http://127.0.0.1:%d/docs".formatted(running.restPort()), "");
        running.parts().forEach(part -> table.row(part.name(), part.address(), part.log()));
        return table;
    }
}
