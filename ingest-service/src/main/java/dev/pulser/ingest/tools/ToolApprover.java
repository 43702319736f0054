// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.tools;

import dev.pulser.contract.text.Excerpt;
import dev.pulser.contract.tool.ToolApproval;
import dev.pulser.contract.tool.ToolRef;
import dev.pulser.contract.tool.ToolState;
import dev.pulser.contract.validation.ValidationErrorCode;
import dev.pulser.ingest.command.AuditInfo;
import dev.pulser.ingest.command.CommandSender;
import dev.pulser.ingest.json.JsonBody;
import dev.pulser.ingest.kafka.RecordFactory;
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
 * Approver of tool definitions. Returns once the approval is durable and this instance has read it back, or two seconds
 * have passed. Thread-safe.
 */
@Singleton
final class ToolApprover {

    private static final Duration READ_BACK = Duration.ofSeconds(2);
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final String HASH_FORMAT = "the 64 hex digits of the reviewed definition";
    private static final String ANONYMOUS = "unknown";

    private final ToolCatalog catalog;
    private final CommandSender commands;
    private final RecordFactory records;
    private final InstantSource time;

    @Inject
    ToolApprover(ToolCatalog catalog, CommandSender commands, RecordFactory records, InstantSource time) {
        this.catalog = catalog;
        this.commands = commands;
        this.records = records;
        this.time = time;
    }

    /**
     * Returns a tool.
     *
     * @throws ProblemException if the tool does not exist
     */
    CatalogTool require(String server, String tool) {
        return require(server + '/' + tool);
    }

    private CatalogTool require(String name) {
        var unknown = Problem.of(
                ProblemType.TOOL_NOT_FOUND,
                "Tool %s does not exist; GET /api/v1/tools lists all tools.".formatted(Excerpt.escaped(name)));
        try {
            return catalog.find(ToolRef.parse(name)).orElseThrow(() -> new ProblemException(unknown));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(unknown); // not a valid tool reference
        }
    }

    /** Approves a tool that the body names as {@code server/tool}. */
    CatalogTool approve(byte @Nullable [] body) throws InterruptedException {
        var fields = JsonBody.of(body, AuditInfo.fields("tool", "hash"));
        var name = fields.text("tool", "server/tool", text -> text);
        if (name == null) {
            fields.addError(ValidationErrorCode.FIELD_REQUIRED, "/tool", "tool is required, as server/tool.");
        }
        return approve(Objects.requireNonNullElse(name, ""), fields);
    }

    /**
     * Approves a tool.
     *
     * @throws ProblemException if the body is invalid, the definition has changed or Kafka is unavailable
     */
    CatalogTool approve(String server, String tool, byte @Nullable [] body) throws InterruptedException {
        return approve(server + '/' + tool, JsonBody.of(body, AuditInfo.fields("hash")));
    }

    private CatalogTool approve(String name, JsonBody fields) throws InterruptedException {
        var hash = fields.text("hash", HASH_FORMAT, text -> HASH.matcher(text).matches() ? text : null);
        if (!fields.has("hash")) {
            fields.addError(
                    ValidationErrorCode.FIELD_REQUIRED, "/hash", "hash is required, %s.".formatted(HASH_FORMAT));
        }
        var audit = AuditInfo.of(fields);
        fields.requireValid();
        var known = require(name);
        requireCurrent(known, Objects.requireNonNull(hash));
        if (known.state() != ToolState.APPROVED) {
            var now = time.instant().truncatedTo(ChronoUnit.MILLIS);
            var by = Objects.requireNonNullElse(audit.by(), ANONYMOUS);
            commands.send(List.of(records.of(new ToolApproval(known.ref(), hash, by, audit.reason(), now))));
            catalog.awaitApproval(known.ref(), hash, READ_BACK);
        }
        return catalog.find(known.ref()).orElse(known);
    }

    private static void requireCurrent(CatalogTool known, String hash) {
        var definition = known.definition();
        if (!definition.listed()) {
            throw new ProblemException(Problem.of(
                    ProblemType.TOOL_CHANGED,
                    "MCP server %s no longer provides tool %s."
                            .formatted(known.ref().server(), known.ref().tool())));
        }
        if (!definition.hash().equals(hash)) {
            throw new ProblemException(Problem.of(
                    ProblemType.TOOL_CHANGED,
                    "The definition has changed; review and approve the current one with hash %s."
                            .formatted(definition.hash())));
        }
    }
}
