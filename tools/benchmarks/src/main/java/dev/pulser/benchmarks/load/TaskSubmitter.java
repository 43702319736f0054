// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.load;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Priority;
import dev.pulser.contract.task.Task;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskSpec;
import dev.pulser.contract.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Submitter of tasks, which returns when all of them are accepted. */
final class TaskSubmitter {

    private static final int CONNECTIONS = 32;
    private static final int BATCH_CONNECTIONS = 8;
    private static final int BATCH = 100;

    private final BenchmarkTarget target;
    private final Clock clock;

    TaskSubmitter(BenchmarkTarget target, Clock clock) {
        this.target = target;
        this.clock = clock;
    }

    /** Submits the tasks with the numbers {@code first} to {@code first + count - 1}. */
    void submit(SubmissionChannel channel, long first, long count) throws InterruptedException, IOException {
        switch (channel) {
            case REST -> post(CONNECTIONS, first, count, 1);
            case BATCH -> post(BATCH_CONNECTIONS, first, count, BATCH);
            case KAFKA -> produce(first, count);
        }
    }

    private void post(int connections, long first, long count, int size) throws InterruptedException, IOException {
        var next = new AtomicLong(first);
        long end = first + count;
        try (var http = newHttpClient();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var workers = IntStream.range(0, connections)
                    .mapToObj(worker -> threads.submit(() -> {
                        for (long from = next.getAndAdd(size); from < end; from = next.getAndAdd(size)) {
                            post(http, from, Math.min(size, end - from), size > 1);
                        }
                        return null;
                    }))
                    .toList();
            for (var worker : workers) {
                await(worker);
            }
        }
    }

    static HttpClient newHttpClient() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private void post(HttpClient http, long from, long count, boolean batch) throws IOException, InterruptedException {
        var body = batch
                ? LongStream.range(from, from + count)
                        .mapToObj(NoopTasks::json)
                        .collect(Collectors.joining(",", "[", "]"))
                : NoopTasks.json(from);
        var request = HttpRequest.newBuilder(path(batch ? "/api/v1/tasks/batch" : "/api/v1/tasks"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 202) {
            throw new IOException(
                    "submission failed with HTTP %d: %s".formatted(response.statusCode(), response.body()));
        }
    }

    URI path(String path) {
        return target.rest().resolve(path);
    }

    private void produce(long first, long count) throws IOException {
        var topics = Topics.using(Codecs.builtIn());
        var topic = topics.tasks(Priority.MEDIUM);
        try (var producer = new KafkaProducer<AgentName, Task>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        target.kafka(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5),
                topic.keys().serializer(),
                topic.values().serializer())) {
            var sent = LongStream.range(first, first + count)
                    .mapToObj(
                            number -> producer.send(new ProducerRecord<>(topic.name(), NoopTasks.AGENT, task(number))))
                    .toList();
            producer.flush();
            for (var record : sent) {
                try {
                    record.get();
                } catch (ExecutionException | InterruptedException e) {
                    throw new IOException("Kafka did not accept a record", e);
                }
            }
        }
    }

    private Task task(long number) {
        var now = clock.instant();
        return new Task(
                TaskId.random(now, ThreadLocalRandom.current()),
                Company.DEFAULT,
                Priority.MEDIUM,
                TaskSpec.of(NoopTasks.TYPE, NoopTasks.payload(number)),
                now,
                null,
                null);
    }

    private static void await(Future<?> worker) throws InterruptedException, IOException {
        try {
            worker.get();
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        }
    }
}
