// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.benchmarks.agent.AgentProcess;
import dev.pulser.benchmarks.agent.NoopAgent;
import dev.pulser.benchmarks.report.BenchmarkReport;
import dev.pulser.benchmarks.report.Latencies;
import dev.pulser.benchmarks.report.ResourceUsage;
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
 * Benchmarks of throughput and latency. Registers the agent {@code noop}, and runs it in a separate process.
 *
 * <p>Threads: one run at a time. Errors: {@link IllegalStateException} when a run is invalid, because tasks were lost, rejected
 * or done twice.
 */
public final class LoadBenchmark implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BenchmarkTarget target;
    private final TaskSubmitter submitter;
    private final Consumer<String> progress;
    private final AgentProcess agent;
    private final HttpClient http = TaskSubmitter.newHttpClient();
    private long next;

    private LoadBenchmark(BenchmarkTarget target, Clock clock, Consumer<String> progress, AgentProcess agent) {
        this.target = target;
        this.submitter = new TaskSubmitter(target, clock);
        this.progress = progress;
        this.agent = agent;
    }

    /** @param progress receives lines of text about the progress */
    public static LoadBenchmark against(BenchmarkTarget target, Clock clock, Consumer<String> progress)
            throws IOException {
        var agent = AgentProcess.start(NoopAgent.class);
        var bench = new LoadBenchmark(target, clock, progress, agent);
        AgentDefinitionPublisher.publish(target.kafka(), NoopTasks.agent(agent.port()));
        return bench;
    }

    /** Sends {@code count} tasks as fast as possible, and waits until all are completed. */
    public BenchmarkReport throughput(SubmissionChannel channel, int count, int warmUp)
            throws IOException, InterruptedException {
        awaitAgent();
        try (var completions = CompletionCounter.fromNow(target.kafka())) {
            if (warmUp > 0) {
                progress.accept("warming up with %d tasks".formatted(warmUp));
                submitter.submit(channel, next, warmUp);
                next += warmUp;
                completions.await(warmUp, LIMIT, done -> {});
            }
            progress.accept("sending %d tasks by %s".formatted(count, channel));
            long callsBefore = calls();
            var costBefore = ResourceUsage.of(target.processes());
            long start = System.nanoTime();
            submitter.submit(channel, next, count);
            long accepted = System.nanoTime();
            next += count;
            completions.await(warmUp + (long) count, LIMIT, done -> {});
            long end = System.nanoTime();
            requireCalls(count, calls() - callsBefore);
            return BenchmarkReport.throughput(
                    channel.name(),
                    count,
                    Duration.ofNanos(accepted - start),
                    Duration.ofNanos(end - start),
                    ResourceUsage.of(target.processes()).minus(costBefore));
        }
    }

    /**
     * Sends tasks by REST at a constant rate, and measures each from its scheduled time, so that a stall counts for all tasks
     * that it delays. Each task is read with {@code Prefer: wait} until it is completed.
     *
     * @param perSecond tasks per second
     */
    public BenchmarkReport latency(int count, int perSecond, int warmUp) throws IOException, InterruptedException {
        awaitAgent();
        progress.accept("warming up with %d tasks".formatted(warmUp));
        new OpenLoopSchedule(perSecond).run(warmUp, this::untimed);
        var accepted = new Latencies();
        var completed = new Latencies();
        progress.accept("sending %d tasks, %d a second".formatted(count, perSecond));
        var costBefore = ResourceUsage.of(target.processes());
        new OpenLoopSchedule(perSecond).run(count, number -> timed(number, accepted, completed));
        next += warmUp + (long) count;
        return BenchmarkReport.latency(
                count,
                perSecond,
                accepted,
                completed,
                ResourceUsage.of(target.processes()).minus(costBefore));
    }

    /** Submits a task without measurement; a service that is still starting may reject it. */
    private void untimed(OpenLoopSchedule.Slot slot) throws IOException, InterruptedException {
        var response = submit(slot);
        if (response.statusCode() != 503) {
            readWhenDone(response);
        }
    }

    private void timed(OpenLoopSchedule.Slot slot, Latencies accepted, Latencies completed)
            throws IOException, InterruptedException {
        var response = submit(slot);
        accepted.record(slot.elapsed());
        readWhenDone(response);
        completed.record(slot.elapsed());
    }

    private HttpResponse<String> submit(OpenLoopSchedule.Slot slot) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(submitter.path("/api/v1/tasks"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(NoopTasks.json(next + slot.number())))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private void readWhenDone(HttpResponse<String> submission) throws IOException, InterruptedException {
        require(submission, 202);
        var id = JSON.readTree(submission.body()).path("task_id").asText();
        var read = http.send(waitingFor(id), BodyHandlers.ofString());
        require(read, 200);
        if (!JSON.readTree(read.body()).path("status").asText().equals("completed")) {
            throw new IllegalStateException("task %s was not completed within %s".formatted(id, LIMIT));
        }
    }

    /** Returns a request whose response comes when the task has ended, because polling would add load. */
    private HttpRequest waitingFor(String id) {
        return HttpRequest.newBuilder(submitter.path("/api/v1/tasks/" + id))
                .header("Prefer", "wait=" + LIMIT.toSeconds())
                .build();
    }

    private static void require(HttpResponse<String> response, int status) {
        if (response.statusCode() != status) {
            throw new IllegalStateException(
                    "%s responded with HTTP %d: %s".formatted(response.uri(), response.statusCode(), response.body()));
        }
    }

    /** Waits until all services have read the definition of the agent; before that they reject its tasks. */
    private void awaitAgent() throws IOException, InterruptedException {
        long end = System.nanoTime() + LIMIT.toNanos();
        var request = HttpRequest.newBuilder(submitter.path("/api/v1/tasks"))
                .header("Content-Type", "application/json")
                .header("Prefer", "wait=5")
                .POST(BodyPublishers.ofString(NoopTasks.json(-1)))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        while (!response.body().contains("\"completed\"")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("agent noop does not complete tasks: " + response.body());
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
                    "invalid run: %d tasks caused %d calls of the agent".formatted(tasks, calls));
        }
    }

    /** Returns the memory of each process in bytes; without those whose memory is not known. */
    public Map<String, Long> footprint() {
        var sizes = new HashMap<String, Long>();
        target.processes()
                .forEach((name, process) -> ResourceUsage.memory(process).ifPresent(bytes -> sizes.put(name, bytes)));
        return sizes;
    }

    @Override
    public void close() {
        http.close();
        agent.close();
    }
}
