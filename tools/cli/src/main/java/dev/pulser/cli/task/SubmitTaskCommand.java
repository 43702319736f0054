// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.cli.api.ApiOptions;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.UsageException;
import dev.pulser.cli.option.OutputOptions;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Command {@code submit}: submits a task. */
@Command(
        name = "submit",
        description = "Submit a task through the REST API, or directly to Kafka.",
        footer = {
            "",
            "Examples:",
            "  pulser submit documentation '{\"tool\":\"markdown_outline\",\"arguments\":{\"path\":\"GUIDE.md\"}}' --wait",
            "  pulser submit analytics @payload.json --priority high --label team=data",
            "  pulser submit --file examples/first-task.json --via kafka"
        })
public final class SubmitTaskCommand implements Callable<Integer> {

    /** Protocol that carries the task. In lower case, as users type it. */
    enum Transport {
        rest,
        kafka
    }

    private final Console console;
    private final InputStream input;

    @Parameters(index = "0", arity = "0..1", paramLabel = "TYPE", description = "Task type, such as documentation.")
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
            description = "File with the whole task as JSON; - for standard input.")
    private @Nullable String file;

    @Option(
            names = {"-p", "--priority"},
            paramLabel = "PRIORITY",
            description = "Priority: critical, high, medium or low.")
    private @Nullable String priority;

    @Option(
            names = "--agent",
            paramLabel = "NAME",
            description = "Agent that runs it (default: the agent of the task type).")
    private @Nullable String agent;

    @Option(names = "--requester", paramLabel = "NAME", description = "Name of the requester.")
    private @Nullable String requester;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Idempotency key: a second submission with it returns the first task.")
    private @Nullable String key;

    @Option(
            names = "--via",
            paramLabel = "TRANSPORT",
            description = "Transport: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Transport via = Transport.rest;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:PULSER_KAFKA_BOOTSTRAP:-127.0.0.1:19092}",
            description = "Bootstrap servers for --via kafka; also PULSER_KAFKA_BOOTSTRAP (default: 127.0.0.1:19092).")
    private String kafka = "";

    @Mixin
    private final LabelOptions labels = new LabelOptions();

    @Mixin
    private final WaitOption wait = new WaitOption();

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    /** Creates the command; {@code input} is standard input. */
    public SubmitTaskCommand(Console console, InputStream input) {
        this.console = console;
        this.input = input;
    }

    @Override
    public Integer call() {
        var limit = wait.limit();
        var task = document();
        var client = api.client();
        var accepted = via == Transport.kafka
                ? new KafkaTaskProducer(kafka).send(task, Optional.ofNullable(key))
                : client.submit(task.toString(), Optional.ofNullable(key), Optional.empty());
        var shown = limit.map(time ->
                        WaitOption.await(client, accepted.path("task_id").asText(), time))
                .orElse(accepted);
        output.print(console, shown, () -> TaskTable.ofFields(shown));
        return limit.isEmpty() || TerminalStatus.hasCompleted(shown) ? ExitCode.OK : ExitCode.FAILED;
    }

    private ObjectNode document() {
        var documents = new TaskDocument(input);
        if ((file == null) == (type == null)) {
            throw new UsageException("Specify a task: either TYPE and PAYLOAD, or --file FILE.");
        }
        var task = file == null ? documents.of(String.valueOf(type), payload) : documents.read(file);
        TaskDocument.override(task, "priority", Optional.ofNullable(priority));
        TaskDocument.override(task, "agent", Optional.ofNullable(agent));
        TaskDocument.override(task, "requester", Optional.ofNullable(requester));
        labels.addTo(task);
        return task;
    }
}
