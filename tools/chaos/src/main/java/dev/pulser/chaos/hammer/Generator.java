// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.hammer;

import dev.pulser.chaos.agent.Cast;
import dev.pulser.chaos.agent.Work;
import dev.pulser.chaos.script.Script;
import dev.pulser.chaos.script.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Decides what turn number n is: the same seed and number give the same turn. Pure. */
final class Generator {

    /** Who may send; REST speaks for the first. */
    static final List<String> COMPANIES = List.of("default", "alpha", "beta", "gamma", "delta");

    private static final List<String> PRIORITIES = List.of("critical", "high", "medium", "medium", "low");
    private static final int FAILING_PERCENT = 42;
    private static final int DOOMED_PERCENT = 4;
    private static final int KEYED_PERCENT = 20;
    private static final int ATTEMPTS = 4;

    private final long seed;

    Generator(long seed) {
        this.seed = seed;
    }

    RandomGenerator turn(long number) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
    }

    Action action(RandomGenerator random) {
        int roll = random.nextInt(100);
        if (roll < 38) {
            return Action.SUBMIT_REST;
        } else if (roll < 53) {
            return Action.SUBMIT_JSON;
        } else if (roll < 68) {
            return Action.SUBMIT_AVRO;
        } else if (roll < 74) {
            return Action.RESUBMIT;
        } else if (roll < 76) {
            return Action.CLASH;
        } else if (roll < 92) {
            return Action.GET;
        } else if (roll < 95) {
            return Action.LIST;
        } else if (roll < 98) {
            return Action.CANCEL;
        } else {
            return Action.REPLAY;
        }
    }

    /** @param companies that it may belong to */
    Draft draft(long number, RandomGenerator random, List<String> companies) {
        var nonce = "%x-%d".formatted(seed, number);
        var company = companies.get(random.nextInt(companies.size()));
        var agent = agent(random);
        var effort = Duration.ofMillis(random.nextLong(200, 800));
        var work = new Work(nonce, script(agent, random), "canary-" + company, effort);
        var key = random.nextInt(100) < KEYED_PERCENT ? "key-" + nonce : null;
        return new Draft(company, agent, PRIORITIES.get(random.nextInt(PRIORITIES.size())), work, key);
    }

    private static String agent(RandomGenerator random) {
        int roll = random.nextInt(100);
        return roll < 32 ? Cast.STEADY : roll < 62 ? Cast.BRISK : roll < 94 ? Cast.TOOLS : Cast.ONCE;
    }

    private static Script script(String agent, RandomGenerator random) {
        int roll = random.nextInt(100);
        if (roll >= FAILING_PERCENT) {
            return Script.of();
        }
        boolean doomed = roll < DOOMED_PERCENT;
        int failures = doomed ? ATTEMPTS : 1 + random.nextInt(2);
        var steps = new ArrayList<Step>();
        for (int i = 0; i < failures; i++) {
            // One that never answers holds its place for seconds: seldom, and never four times in a row.
            steps.add(doomed ? Step.UNAVAILABLE : failure(agent, random));
        }
        return new Script(steps);
    }

    private static Step failure(String agent, RandomGenerator random) {
        int roll = random.nextInt(100);
        if (roll < 45) {
            return Step.UNAVAILABLE;
        } else if (roll < 60) {
            return Step.BUSY;
        } else if (roll < 75) {
            return Step.MALFORMED;
        } else if (roll < 85) {
            return Step.HANG;
        } else {
            // A server hangs up on everyone at once; that is a fault of its own.
            return agent.equals(Cast.TOOLS) ? Step.UNAVAILABLE : Step.RESET;
        }
    }
}
