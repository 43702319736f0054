// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.collect;

import dev.pulser.chaos.evidence.FaultLog;
import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.evidence.Operations;
import dev.pulser.chaos.evidence.RecordPosition;
import dev.pulser.chaos.history.HistoryEntry;
import dev.pulser.chaos.history.OperationPhase;
import dev.pulser.chaos.script.AgentScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parser of a history into operations and faults. */
final class HistoryParser {

    private final List<Operations.Submission> submissions = new ArrayList<>();
    private final List<Operations.TaskRead> reads = new ArrayList<>();
    private final List<Operations.Replay> replays = new ArrayList<>();
    private final List<Operations.Cancellation> cancellations = new ArrayList<>();
    private final List<FaultLog.FaultWindow> windows = new ArrayList<>();
    private final List<FaultLog.PoisonedRecord> poisoned = new ArrayList<>();

    private HistoryParser() {}

    static HistoryParser of(List<HistoryEntry> entries) {
        var begun = new TreeMap<Long, HistoryEntry>();
        var ended = new TreeMap<Long, HistoryEntry>();
        entries.forEach(entry -> (entry.phase() == OperationPhase.INVOKE ? begun : ended).put(entry.op(), entry));
        var parser = new HistoryParser();
        begun.forEach((op, entry) -> parser.operation(entry, ended.get(op)));
        return parser;
    }

    Operations operations() {
        return new Operations(submissions, reads, replays, cancellations);
    }

    FaultLog faults() {
        return new FaultLog(windows, poisoned);
    }

    private void operation(HistoryEntry begun, @Nullable HistoryEntry ended) {
        // An operation without completion has an unknown outcome.
        var end = ended != null
                ? ended
                : new HistoryEntry(
                        begun.at(), OperationPhase.INFO, begun.op(), begun.client(), begun.kind(), begun.facts());
        switch (begun.kind()) {
            case "submit" -> submissions.add(submission(begun, end));
            case "get" -> reads.add(read(begun, end));
            case "replay" ->
                replays.add(new Operations.Replay(
                        begun.fact("failed").orElse(""), end.fact("task_id").orElse(null), end.phase()));
            case "cancel" ->
                cancellations.add(
                        new Operations.Cancellation(begun.fact("task_id").orElse(""), end.phase(), begun.at()));
            case "fault" -> windows.add(window(begun, end));
            case "inject" -> {
                if (end.phase() == OperationPhase.OK) {
                    poisoned.add(poisoned(end));
                }
            }
            default -> {} // lists are not evidence about a task
        }
    }

    private static Operations.Submission submission(HistoryEntry begun, HistoryEntry end) {
        var task = new Operations.SentTask(
                begun.fact("company").orElse(""),
                begun.fact("type").orElse(""),
                begun.fact("nonce").orElse(""),
                begun.fact("key").orElse(null),
                AgentScript.parse(begun.fact("script").orElse("")));
        return new Operations.Submission(
                task,
                begun.fact("channel").orElse(""),
                begun.fact("conflict").isPresent(),
                end.phase(),
                begun.at(),
                end.at(),
                number(end, "status"),
                end.fact("task_id").orElse(null));
    }

    private static Operations.TaskRead read(HistoryEntry begun, HistoryEntry end) {
        return new Operations.TaskRead(
                begun.client(),
                begun.fact("task_id").orElse(""),
                begun.at(),
                end.at(),
                number(end, "status"),
                ModelState.parse(end.fact("state").orElse("")),
                number(end, "attempts"));
    }

    private static FaultLog.FaultWindow window(HistoryEntry begun, HistoryEntry end) {
        return new FaultLog.FaultWindow(
                begun.fact("kind").orElse(""),
                begun.at(),
                end.at(),
                end.fact("observed").filter("true"::equals).isPresent(),
                end.fact("effect").orElse("not completed"));
    }

    private static FaultLog.PoisonedRecord poisoned(HistoryEntry end) {
        return new FaultLog.PoisonedRecord(
                new RecordPosition(
                        end.fact("topic").orElse(""),
                        number(end, "partition"),
                        Long.parseLong(end.fact("offset").orElse("-1"))),
                end.fact("hash").orElse(null),
                Set.of(end.fact("codes").orElse("").split(",", -1)));
    }

    private static int number(HistoryEntry entry, String fact) {
        return entry.fact(fact)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .orElse(0);
    }
}
