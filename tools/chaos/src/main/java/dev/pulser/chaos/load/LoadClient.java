// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.load;

import dev.pulser.chaos.history.OperationHistory;
import dev.pulser.chaos.history.OperationPhase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Client with at most one open operation, which remembers its last tasks. Confined to one thread. */
final class LoadClient {

    private static final int MEMORY = 8;
    private static final String REST = "rest";

    private final int number;
    private final TaskGenerator generator;
    private final ChaosRestClient rest;
    private final ChaosKafkaProducer kafka;
    private final OperationHistory history;
    private final Capcapabilities capabilities;
    private final Deque<String> own = new ArrayDeque<>();
    private final Deque<GeneratedTask> keyed = new ArrayDeque<>();
    private final List<String> failed = new ArrayList<>();

    /** Operations that the system under test supports. */
    record Capcapabilities(boolean cancel, boolean replay) {}

    LoadClient(
            int number,
            TaskGenerator generator,
            ChaosRestClient rest,
            ChaosKafkaProducer kafka,
            OperationHistory history,
            Capcapabilities capabilities) {
        this.number = number;
        this.generator = generator;
        this.rest = rest;
        this.kafka = kafka;
        this.history = history;
        this.capabilities = capabilities;
    }

    /** Performs operation {@code turn} of the run. An operation that is not possible yet is replaced by a submission. */
    void perform(long turn) throws InterruptedException {
        var random = generator.turn(turn);
        var action = generator.action(random);
        switch (action) {
            case SUBMIT_REST -> submitRest(turn, random);
            case SUBMIT_JSON -> submit(generator.draft(turn, random, TaskGenerator.COMPANIES), "json", false);
            case SUBMIT_AVRO -> {
                var draft = generator.draft(turn, random, TaskGenerator.COMPANIES);
                submit(draft, "avro", false);
            }
            case RESUBMIT -> {
                if (keyed.isEmpty()) {
                    submitRest(turn, random);
                } else {
                    submit(any(keyed, random), random.nextBoolean() ? REST : "json", false);
                }
            }
            case CONFLICT -> {
                if (keyed.isEmpty()) {
                    submitRest(turn, random);
                } else {
                    submit(any(keyed, random).withNonce("conflict-%x".formatted(turn)), REST, true);
                }
            }
            case GET -> {
                if (own.isEmpty()) {
                    submitRest(turn, random);
                } else {
                    read(any(own, random));
                }
            }
            case LIST -> list();
            case CANCEL -> {
                if (own.isEmpty() || !capabilities.cancel()) {
                    submitRest(turn, random);
                } else {
                    cancel(own.getLast());
                }
            }
            case REPLAY -> {
                if (failed.isEmpty() || !capabilities.replay()) {
                    submitRest(turn, random);
                } else {
                    replay(failed.get(random.nextInt(failed.size())));
                }
            }
        }
    }

    private static <T> T any(Deque<T> some, RandomGenerator random) {
        return some.stream().skip(random.nextInt(some.size())).findFirst().orElseThrow();
    }

    private void submitRest(long turn, RandomGenerator random) throws InterruptedException {
        submit(generator.draft(turn, random, List.of(TaskGenerator.COMPANIES.getFirst())), REST, false);
    }

    private void submit(GeneratedTask draft, String channel, boolean conflict) throws InterruptedException {
        long op = history.invoke(number, "submit", draft.facts(channel, conflict));
        switch (channel) {
            case REST -> {
                var answer = rest.submit(draft.json());
                var id = answer.text("task_id");
                done(answer.phase(), op, "submit", answer.status(), id);
                if (answer.phase() == OperationPhase.OK && !conflict) {
                    remember(own, id);
                    if (draft.key() != null) {
                        remember(keyed, draft);
                    }
                }
            }
            case "json" -> sent(op, kafka.sendJson(draft));
            default -> sent(op, kafka.sendAvro(draft));
        }
    }

    private static <T> void remember(Deque<T> some, T one) {
        some.addLast(one);
        if (some.size() > MEMORY) {
            some.removeFirst();
        }
    }

    private void sent(long op, Optional<?> place) {
        history.complete(place.isPresent() ? OperationPhase.OK : OperationPhase.INFO, op, number, "submit", Map.of());
    }

    private void read(String id) throws InterruptedException {
        long op = history.invoke(number, "get", Map.of("task_id", id));
        var answer = rest.get(id);
        var facts = new HashMap<String, String>();
        facts.put("status", Integer.toString(answer.status()));
        facts.put("state", answer.text("status"));
        facts.put("attempts", answer.text("attempts"));
        history.complete(answer.phase(), op, number, "get", facts);
        if (answer.text("status").equals("failed") && !failed.contains(id)) {
            failed.add(id);
        }
    }

    private void list() throws InterruptedException {
        long op = history.invoke(number, "list", Map.of());
        var answer = rest.list();
        done(answer.phase(), op, "list", answer.status(), null);
    }

    private void cancel(String id) throws InterruptedException {
        long op = history.invoke(number, "cancel", Map.of("task_id", id));
        var answer = rest.cancel(id);
        done(answer.phase(), op, "cancel", answer.status(), null);
    }

    private void replay(String id) throws InterruptedException {
        long op = history.invoke(number, "replay", Map.of("failed", id));
        var answer = rest.replay(id);
        done(answer.phase(), op, "replay", answer.status(), answer.text("task_id"));
    }

    private void done(OperationPhase phase, long op, String kind, int status, @Nullable String taskId) {
        var facts = new HashMap<String, String>();
        facts.put("status", Integer.toString(status));
        if (taskId != null && !taskId.isEmpty()) {
            facts.put("task_id", taskId);
        }
        history.complete(phase, op, number, kind, facts);
    }
}
