// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import dev.pulser.contract.task.FaultCode;
import dev.pulser.contract.task.TaskRules;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.tool.ToolState;
import dev.pulser.ingest.body.JsonBody;
import dev.pulser.ingest.command.Asked;
import dev.pulser.ingest.command.Commands;
import dev.pulser.ingest.kafka.Records;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemException;
import dev.pulser.ingest.problem.ProblemType;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets definitions of tools be called that somebody has looked at. An approval is durable before it is answered, and this
 * instance has read it back, or waited two seconds for it. Safe from any thread.
 */
@Singleton
final class ToolApprovals {

    private static final Duration READ_BACK = Duration.ofSeconds(2);
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String HASH_FORM = "the 64 hex digits of the definition that was looked at";
    private static final String SOMEBODY = "unknown";

    private final ToolCatalogue catalogue;
    private final Commands commands;
    private final Records records;
    private final InstantSource time;

    @Inject
    ToolApprovals(ToolCatalogue catalogue, Commands commands, Records records, InstantSource time) {
        this.catalogue = catalogue;
        this.commands = commands;
        this.records = records;
        this.time = time;
    }

    /** @throws ProblemException where there is no such tool */
    KnownTool require(String server, String tool) {
        return require(server + '/' + tool);
    }

    private KnownTool require(String name) {
        var unknown = Problem.of(
                ProblemType.TOOL_UNKNOWN,
                "no server has offered a tool %s; GET /api/v1/tools lists them".formatted(TaskRules.shown(name)));
        try {
            return catalogue.find(ToolRef.parse(name)).orElseThrow(() -> new ProblemException(unknown));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(unknown); // no name of a tool at all
        }
    }

    /** Of a tool that the body names as {@code server/tool}. */
    KnownTool approve(byte @Nullable [] body) throws InterruptedException {
        var fields = JsonBody.of(body, Asked.fields("tool", "hash"));
        var name = fields.text("tool", "server/tool", text -> text);
        if (name == null) {
            fields.fault(FaultCode.FIELD_REQUIRED, "/tool", "tool is required: server/tool");
        }
        return approve(Objects.requireNonNullElse(name, ""), fields);
    }

    /** @throws ProblemException where the body is wrong, the tool is another one by now, or Kafka does not answer */
    KnownTool approve(String server, String tool, byte @Nullable [] body) throws InterruptedException {
        return approve(server + '/' + tool, JsonBody.of(body, Asked.fields("hash")));
    }

    private KnownTool approve(String name, JsonBody fields) throws InterruptedException {
        var hash = fields.text("hash", HASH_FORM, text -> HASH.matcher(text).matches() ? text : null);
        if (!fields.has("hash")) {
            fields.fault(FaultCode.FIELD_REQUIRED, "/hash", "hash is required: " + HASH_FORM);
        }
        var asked = Asked.of(fields);
        fields.requireNoFaults();
        var known = require(name);
        requireOffered(known, Objects.requireNonNull(hash));
        if (known.state() != ToolState.APPROVED) {
            var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
            var by = Objects.requireNonNullElse(asked.by(), SOMEBODY);
            commands.send(List.of(records.of(new ToolApproval(known.ref(), hash, by, asked.reason(), now))));
            catalogue.awaitApproval(known.ref(), hash, READ_BACK);
        }
        return catalogue.find(known.ref()).orElse(known);
    }

    private static void requireOffered(KnownTool known, String hash) {
        var offer = known.offer();
        if (!offer.offered()) {
            throw new ProblemException(Problem.of(
                    ProblemType.TOOL_CHANGED,
                    "server %s does not offer %s any more"
                            .formatted(known.ref().server(), known.ref().tool())));
        }
        if (!offer.hash().equals(hash)) {
            throw new ProblemException(Problem.of(
                    ProblemType.TOOL_CHANGED,
                    "hash is of another definition than the one that is offered now, which has %s; look at that one"
                            .formatted(offer.hash())));
        }
    }
}
