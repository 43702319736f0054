// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.collect;

import dev.pulser.chaos.evidence.Evidence;
import dev.pulser.chaos.evidence.ModelState;
import dev.pulser.chaos.evidence.Operations;
import dev.pulser.chaos.evidence.RestTaskView;
import dev.pulser.chaos.evidence.RunParameters;
import dev.pulser.chaos.evidence.TaskEventRecord;
import dev.pulser.chaos.evidence.TopicOffsets;
import dev.pulser.chaos.history.HistoryEntry;
import dev.pulser.chaos.history.RunClock;
import dev.pulser.chaos.journal.AgentCall;
import dev.pulser.chaos.load.ChaosRestClient;
import dev.pulser.chaos.wire.AvroRecords;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Collector of the evidence of a settled run. */
public final class EvidenceCollector {

    private static final int PARALLEL_READS = 16;

    private final ChaosTarget target;
    private final AvroRecords records;
    private final ChaosRestClient rest;
    private final RunClock clock;

    public EvidenceCollector(ChaosTarget target, AvroRecords records, ChaosRestClient rest, RunClock clock) {
        this.target = target;
        this.records = records;
        this.rest = rest;
        this.clock = clock;
    }

    /**
     * Collects the evidence.
     *
     * @param committed committed offsets that were observed during the run
     */
    public Evidence collect(
            RunParameters parameters,
            List<HistoryEntry> history,
            List<AgentCall> calls,
            List<TopicOffsets.CommittedOffset> committed)
            throws SQLException, InterruptedException {
        var parser = HistoryParser.of(history);
        var topics = new TopicDump(target.kafka(), records).read();
        var rows = new DatabaseDump(target).read();
        return new Evidence(
                parameters,
                parser.operations(),
                parser.faults(),
                calls,
                topics,
                rows,
                views(parser.operations(), topics.events()),
                offsets(committed));
    }

    private TopicOffsets offsets(List<TopicOffsets.CommittedOffset> committed) throws InterruptedException {
        try (var groups = new ConsumerGroups(target.kafka(), clock);
                var stable = TopicReader.committed(target.kafka());
                var all = TopicReader.uncommitted(target.kafka())) {
            var ends = new ArrayList<TopicOffsets.PartitionEnd>();
            for (var topic : groups.topics()) {
                var partitions = stable.partitions(topic);
                var low = stable.ends(partitions);
                all.ends(partitions)
                        .forEach((partition, high) -> ends.add(new TopicOffsets.PartitionEnd(
                                topic, partition.partition(), Objects.requireNonNull(low.get(partition)), high)));
            }
            var last = groups.now();
            var way = new ArrayList<>(committed);
            way.addAll(last);
            return new TopicOffsets(ends, way, ConsumerGroups.lags(last, stable));
        }
    }

    /** Reads all tasks of the company that uses REST. */
    private List<RestTaskView> views(Operations operations, List<TaskEventRecord> events) throws InterruptedException {
        var company = operations.submissions().stream()
                .filter(each -> each.channel().equals("rest"))
                .findFirst()
                .map(Operations.Submission::company);
        var ids = new TreeSet<>(events.stream()
                .filter(event -> Optional.of(event.company()).equals(company))
                .map(TaskEventRecord::taskId)
                .toList());
        return read(ids);
    }

    private List<RestTaskView> read(Set<String> ids) throws InterruptedException {
        try (var threads =
                Executors.newFixedThreadPool(PARALLEL_READS, Thread.ofVirtual().factory())) {
            var requests =
                    ids.stream().map(id -> threads.submit(() -> view(id))).collect(Collectors.toList());
            var views = new ArrayList<RestTaskView>();
            for (var each : requests) {
                views.add(each.get());
            }
            return views;
        } catch (ExecutionException e) {
            throw new IllegalStateException("tasks cannot be read by REST", e.getCause());
        }
    }

    private RestTaskView view(String id) throws InterruptedException {
        var reply = rest.get(id);
        var result = reply.body().path("result");
        return new RestTaskView(
                id,
                reply.status(),
                ModelState.parse(reply.text("status")),
                reply.body().path("attempts").asInt(),
                result.isMissingNode() ? null : result.toString());
    }
}
