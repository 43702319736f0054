// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.hammer;

import dev.pulser.chaos.history.History;
import dev.pulser.chaos.history.Phase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One who does one thing at a time, and remembers the last few tasks of its own. Belongs to one thread. */
final class Client {

    private static final int MEMORY = 8;
    private static final String REST = "rest";

    private final int number;
    private final Generator generator;
    private final RestDoor rest;
    private final KafkaDoor kafka;
    private final History history;
    private final Abilities abilities;
    private final Deque<String> own = new ArrayDeque<>();
    private final Deque<Draft> keyed = new ArrayDeque<>();
    private final List<String> failed = new ArrayList<>();

    /** What this Pulser can do. */
    record Abilities(boolean cancel, boolean replay) {}

    Client(int number, Generator generator, RestDoor rest, KafkaDoor kafka, History history, Abilities abilities) {
        this.number = number;
        this.generator = generator;
        this.rest = rest;
        this.kafka = kafka;
        this.history = history;
        this.abilities = abilities;
    }

    /** Turn number {@code turn} of the run. What cannot be done yet becomes a submission, so that no turn is empty. */
    void take(long turn) throws InterruptedException {
        var random = generator.turn(turn);
        var action = generator.action(random);
        switch (action) {
            case SUBMIT_REST -> submitRest(turn, random);
            case SUBMIT_JSON -> submit(generator.draft(turn, random, Generator.COMPANIES), "json", false);
            case SUBMIT_AVRO -> {
                var draft = generator.draft(turn, random, Generator.COMPANIES);
                submit(draft, "avro", false);
            }
            case RESUBMIT -> {
                if (keyed.isEmpty()) {
                    submitRest(turn, random);
                } else {
                    submit(any(keyed, random), random.nextBoolean() ? REST : "json", false);
                }
            }
            case CLASH -> {
                if (keyed.isEmpty()) {
                    submitRest(turn, random);
                } else {
                    submit(any(keyed, random).other("clash-%x".formatted(turn)), REST, true);
                }
            }
            case GET -> {
                if (own.isEmpty()) {
                    submitRest(turn, random);
                } else {
                    look(any(own, random));
                }
            }
            case LIST -> list();
            case CANCEL -> {
                if (own.isEmpty() || !abilities.cancel()) {
                    submitRest(turn, random);
                } else {
                    cancel(own.getLast());
                }
            }
            case REPLAY -> {
                if (failed.isEmpty() || !abilities.replay()) {
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
        submit(generator.draft(turn, random, List.of(Generator.COMPANIES.getFirst())), REST, false);
    }

    private void submit(Draft draft, String door, boolean clash) throws InterruptedException {
        long op = history.invoke(number, "submit", draft.facts(door, clash));
        switch (door) {
            case REST -> {
                var answer = rest.submit(draft.json());
                var id = answer.text("task_id");
                done(answer.phase(), op, "submit", answer.status(), id);
                if (answer.phase() == Phase.OK && !clash) {
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
        history.complete(place.isPresent() ? Phase.OK : Phase.INFO, op, number, "submit", Map.of());
    }

    private void look(String id) throws InterruptedException {
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

    private void done(Phase phase, long op, String kind, int status, @Nullable String taskId) {
        var facts = new HashMap<String, String>();
        facts.put("status", Integer.toString(status));
        if (taskId != null && !taskId.isEmpty()) {
            facts.put("task_id", taskId);
        }
        history.complete(phase, op, number, kind, facts);
    }
}
