// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.ExitCode;
import dev.pulser.launcher.cli.OutputOption;
import dev.pulser.launcher.cli.UsageFailure;
import dev.pulser.launcher.rest.ApiOption;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands a task in. */
@Command(
        name = "submit",
        description = "Hand a task in, by REST or straight into Kafka.",
        footer = {
            "",
            "Examples:",
            "  pulser submit documentation '{\"tool\":\"markdown_outline\",\"arguments\":{\"path\":\"GUIDE.md\"}}' --wait",
            "  pulser submit analytics @payload.json --priority high",
            "  pulser submit --file examples/first-task.json --via kafka"
        })
public final class SubmitCommand implements Callable<Integer> {

    /** The two public doors. */
    enum Door {
        rest,
        kafka
    }

    private final Console console;
    private final InputStream input;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "TYPE",
            description = "Type of the task, such as documentation.")
    private @Nullable String type;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PAYLOAD",
            defaultValue = "{}",
            description = "JSON object, @FILE, or - for standard input (default: {}).")
    private String payload = "{}";

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The whole task as JSON instead; - for standard input.")
    private @Nullable String file;

    @Option(
            names = {"-p", "--priority"},
            paramLabel = "CLASS",
            description = "critical, high, medium or low.")
    private @Nullable String priority;

    @Option(names = "--agent", paramLabel = "NAME", description = "The agent to do it, instead of the type's own.")
    private @Nullable String agent;

    @Option(names = "--requester", paramLabel = "WHO", description = "Who asks for it.")
    private @Nullable String requester;

    @Option(names = "--key", paramLabel = "KEY", description = "Idempotency key: the same key gives the same task.")
    private @Nullable String key;

    @Option(
            names = "--via",
            paramLabel = "DOOR",
            description = "Door: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Door via = Door.rest;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:PULSER_KAFKA_BOOTSTRAP:-127.0.0.1:19092}",
            description = "The broker for --via kafka (default: 127.0.0.1:19092).")
    private String kafka = "";

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final ApiOption api = new ApiOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    /** {@code input} is what {@code -} reads. */
    public SubmitCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() {
        var limit = wait.limit();
        var task = document();
        var client = api.client();
        var accepted = via == Door.kafka
                ? new KafkaDoor(kafka).submit(task, Optional.ofNullable(key))
                : client.submit(task.toString(), Optional.ofNullable(key), Optional.empty());
        var shown = limit.map(time ->
                        WaitOption.await(client, accepted.path("task_id").asText(), time))
                .orElse(accepted);
        output.print(console, shown, () -> TaskTable.ofFields(shown));
        return limit.isEmpty() || WaitOption.hasCompleted(shown) ? ExitCode.OK : ExitCode.FAILED;
    }

    private ObjectNode document() {
        var documents = new TaskDocument(input);
        if ((file == null) == (type == null)) {
            throw new UsageFailure("say what to submit: a TYPE with its PAYLOAD, or --file FILE");
        }
        var task = file == null ? documents.of(String.valueOf(type), payload) : documents.read(file);
        TaskDocument.override(task, "priority", Optional.ofNullable(priority));
        TaskDocument.override(task, "agent", Optional.ofNullable(agent));
        TaskDocument.override(task, "requester", Optional.ofNullable(requester));
        return task;
    }
}
