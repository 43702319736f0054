// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.collect;

import dev.pulser.chaos.evidence.Evidence;
import dev.pulser.chaos.evidence.Offsets;
import dev.pulser.chaos.evidence.Sent;
import dev.pulser.chaos.evidence.State;
import dev.pulser.chaos.evidence.TaskEvent;
import dev.pulser.chaos.evidence.Terms;
import dev.pulser.chaos.evidence.View;
import dev.pulser.chaos.hammer.RestDoor;
import dev.pulser.chaos.history.Entry;
import dev.pulser.chaos.history.Timepiece;
import dev.pulser.chaos.journal.Call;
import dev.pulser.chaos.wire.Frames;
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

/** Reads everything that is left of a run, once it is at rest. */
public final class Collector {

    private static final int AT_A_TIME = 16;

    private final Target target;
    private final Frames frames;
    private final RestDoor rest;
    private final Timepiece timepiece;

    public Collector(Target target, Frames frames, RestDoor rest, Timepiece timepiece) {
        this.target = target;
        this.frames = frames;
        this.rest = rest;
        this.timepiece = timepiece;
    }

    /**
     * Everything about the run.
     *
     * @param committed what groups had committed on the way
     */
    public Evidence collect(Terms terms, List<Entry> history, List<Call> calls, List<Offsets.Committed> committed)
            throws SQLException, InterruptedException {
        var reading = HistoryReading.of(history);
        var topics = new TopicDump(target.kafka(), frames).read();
        var rows = new RowDump(target).read();
        return new Evidence(
                terms,
                reading.sent(),
                reading.faults(),
                calls,
                topics,
                rows,
                views(reading.sent(), topics.events()),
                offsets(committed));
    }

    private Offsets offsets(List<Offsets.Committed> committed) throws InterruptedException {
        try (var groups = new Groups(target.kafka(), timepiece);
                var stable = Reader.committed(target.kafka());
                var all = Reader.uncommitted(target.kafka())) {
            var ends = new ArrayList<Offsets.End>();
            for (var topic : groups.topics()) {
                var partitions = stable.partitions(topic);
                var low = stable.ends(partitions);
                all.ends(partitions)
                        .forEach((partition, high) -> ends.add(new Offsets.End(
                                topic, partition.partition(), Objects.requireNonNull(low.get(partition)), high)));
            }
            var last = groups.now();
            var way = new ArrayList<>(committed);
            way.addAll(last);
            return new Offsets(ends, way, Groups.lags(last, stable));
        }
    }

    /** REST speaks for one company: tasks that came through it, and the others of that company. */
    private List<View> views(Sent sent, List<TaskEvent> events) throws InterruptedException {
        var company = sent.submissions().stream()
                .filter(each -> each.door().equals("rest"))
                .findFirst()
                .map(Sent.Submission::company);
        var ids = new TreeSet<>(events.stream()
                .filter(event -> Optional.of(event.company()).equals(company))
                .map(TaskEvent::taskId)
                .toList());
        return ask(ids);
    }

    private List<View> ask(Set<String> ids) throws InterruptedException {
        try (var threads =
                Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory())) {
            var asked = ids.stream().map(id -> threads.submit(() -> view(id))).collect(Collectors.toList());
            var views = new ArrayList<View>();
            for (var each : asked) {
                views.add(each.get());
            }
            return views;
        } catch (ExecutionException e) {
            throw new IllegalStateException("REST cannot be asked", e.getCause());
        }
    }

    private View view(String id) throws InterruptedException {
        var answer = rest.get(id);
        var result = answer.body().path("result");
        return new View(
                id,
                answer.status(),
                State.of(answer.text("status")),
                answer.body().path("attempts").asInt(),
                result.isMissingNode() ? null : result.toString());
    }
}
