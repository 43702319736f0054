// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.benchmarks.agent.AgentProcess;
import dev.pulser.benchmarks.agent.NoopAgent;
import dev.pulser.benchmarks.report.Cost;
import dev.pulser.benchmarks.report.Latencies;
import dev.pulser.benchmarks.report.Report;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Runs against one Pulser. Registers the agent {@code noop}, whose process it starts and ends.
 *
 * <p>Threads: one run at a time. Errors: a run in which anything was lost, refused or done twice is void and says so by
 * {@link IllegalStateException}.
 */
public final class Bench implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Target target;
    private final Submitter submitter;
    private final Consumer<String> progress;
    private final AgentProcess agent;
    private final HttpClient http = Submitter.newHttpClient();
    private long next;

    private Bench(Target target, Clock clock, Consumer<String> progress, AgentProcess agent) {
        this.target = target;
        this.submitter = new Submitter(target, clock);
        this.progress = progress;
        this.agent = agent;
    }

    /** @param progress told a line now and then, for people who wait */
    public static Bench against(Target target, Clock clock, Consumer<String> progress) throws IOException {
        var agent = AgentProcess.start(NoopAgent.class);
        var bench = new Bench(target, clock, progress, agent);
        Definitions.publish(target.kafka(), NoopTasks.agent(agent.port()));
        return bench;
    }

    /** Sends {@code count} tasks as fast as the door takes them and waits until all are done. */
    public Report throughput(Door door, int count, int warmUp) throws IOException, InterruptedException {
        awaitAgent();
        try (var completions = Completions.fromNow(target.kafka())) {
            if (warmUp > 0) {
                progress.accept("warming up with %d tasks".formatted(warmUp));
                submitter.submit(door, next, warmUp);
                next += warmUp;
                completions.await(warmUp, PATIENCE, done -> {});
            }
            progress.accept("sending %d tasks by %s".formatted(count, door));
            long callsBefore = calls();
            var costBefore = Cost.of(target.processes());
            long start = System.nanoTime();
            submitter.submit(door, next, count);
            long accepted = System.nanoTime();
            next += count;
            completions.await(warmUp + (long) count, PATIENCE, done -> {});
            long end = System.nanoTime();
            requireCalls(count, calls() - callsBefore);
            return Report.throughput(
                    door.name(),
                    count,
                    Duration.ofNanos(accepted - start),
                    Duration.ofNanos(end - start),
                    Cost.of(target.processes()).minus(costBefore));
        }
    }

    /**
     * Sends tasks by REST on a schedule and times each from its place in the schedule, so that a stall counts for all that
     * it delayed.
     *
     * @param perSecond tasks; each is then read with {@code Prefer: wait} until it is completed
     */
    public Report latency(int count, int perSecond, int warmUp) throws IOException, InterruptedException {
        awaitAgent();
        progress.accept("warming up with %d tasks".formatted(warmUp));
        new Schedule(perSecond).run(warmUp, this::untimed);
        var accepted = new Latencies();
        var completed = new Latencies();
        progress.accept("sending %d tasks, %d a second".formatted(count, perSecond));
        var costBefore = Cost.of(target.processes());
        new Schedule(perSecond).run(count, number -> timed(number, accepted, completed));
        next += warmUp + (long) count;
        return Report.latency(
                count,
                perSecond,
                accepted,
                completed,
                Cost.of(target.processes()).minus(costBefore));
    }

    /** Only warms up: a service that has just started may refuse a task for want of time. */
    private void untimed(Schedule.Turn turn) throws IOException, InterruptedException {
        var response = submit(turn);
        if (response.statusCode() != 503) {
            readWhenDone(response);
        }
    }

    private void timed(Schedule.Turn turn, Latencies accepted, Latencies completed)
            throws IOException, InterruptedException {
        var response = submit(turn);
        accepted.record(turn.elapsed());
        readWhenDone(response);
        completed.record(turn.elapsed());
    }

    private HttpResponse<String> submit(Schedule.Turn turn) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(submitter.path("/api/v1/tasks"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(NoopTasks.json(next + turn.number())))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private void readWhenDone(HttpResponse<String> submission) throws IOException, InterruptedException {
        require(submission, 202);
        var id = JSON.readTree(submission.body()).path("task_id").asText();
        var read = http.send(waitingFor(id), BodyHandlers.ofString());
        require(read, 200);
        if (!JSON.readTree(read.body()).path("status").asText().equals("completed")) {
            throw new IllegalStateException("task %s was not completed within %s".formatted(id, PATIENCE));
        }
    }

    /** A read that is answered when the task has ended: asking again and again would itself be a load. */
    private HttpRequest waitingFor(String id) {
        return HttpRequest.newBuilder(submitter.path("/api/v1/tasks/" + id))
                .header("Prefer", "wait=" + PATIENCE.toSeconds())
                .build();
    }

    private static void require(HttpResponse<String> response, int status) {
        if (response.statusCode() != status) {
            throw new IllegalStateException(
                    "%s was answered with %d: %s".formatted(response.uri(), response.statusCode(), response.body()));
        }
    }

    /** Until every service has read the definition of the agent, a task of its type is refused. */
    private void awaitAgent() throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var request = HttpRequest.newBuilder(submitter.path("/api/v1/tasks"))
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=5")
                .POST(BodyPublishers.ofString(NoopTasks.json(-1)))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        while (!response.body().contains("\"completed\"")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the agent noop does not work: " + response.body());
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            response = http.send(request, BodyHandlers.ofString());
        }
    }

    private long calls() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(agent.at("/calls")).build();
        return Long.parseLong(http.send(request, BodyHandlers.ofString()).body());
    }

    private static void requireCalls(long tasks, long calls) {
        if (tasks != calls) {
            throw new IllegalStateException(
                    "%d tasks led to %d calls of the agent; the run is void".formatted(tasks, calls));
        }
    }

    /** Memory of everything now, in bytes, by process; empty where the system does not say. */
    public Map<String, Long> footprint() {
        var sizes = new HashMap<String, Long>();
        target.processes().forEach((name, process) -> Cost.memory(process).ifPresent(bytes -> sizes.put(name, bytes)));
        return sizes;
    }

    @Override
    public void close() {
        http.close();
        agent.close();
    }
}
