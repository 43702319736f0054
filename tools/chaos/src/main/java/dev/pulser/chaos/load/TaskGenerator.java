// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.load;

import dev.pulser.chaos.agent.ChaosAgents;
import dev.pulser.chaos.agent.ScriptedWork;
import dev.pulser.chaos.script.AgentScript;
import dev.pulser.chaos.script.ScriptStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Generator of operations. The seed and the number of an operation determine it. */
final class TaskGenerator {

    /** Companies of the tasks; REST uses the first one. */
    static final List<String> COMPANIES = List.of("default", "alpha", "beta", "gamma", "delta");

    private static final List<String> PRIORITIES = List.of("critical", "high", "medium", "medium", "low");
    private static final int FAILING_PERCENT = 42;
    private static final int DOOMED_PERCENT = 4;
    private static final int KEYED_PERCENT = 20;
    private static final int ATTEMPTS = 4;

    private final long seed;

    TaskGenerator(long seed) {
        this.seed = seed;
    }

    RandomGenerator turn(long number) {
        return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
    }

    ClientAction action(RandomGenerator random) {
        int roll = random.nextInt(100);
        if (roll < 38) {
            return ClientAction.SUBMIT_REST;
        } else if (roll < 53) {
            return ClientAction.SUBMIT_JSON;
        } else if (roll < 68) {
            return ClientAction.SUBMIT_AVRO;
        } else if (roll < 74) {
            return ClientAction.RESUBMIT;
        } else if (roll < 76) {
            return ClientAction.CONFLICT;
        } else if (roll < 92) {
            return ClientAction.GET;
        } else if (roll < 95) {
            return ClientAction.LIST;
        } else if (roll < 98) {
            return ClientAction.CANCEL;
        } else {
            return ClientAction.REPLAY;
        }
    }

    /** @param companies companies to choose from */
    GeneratedTask draft(long number, RandomGenerator random, List<String> companies) {
        var nonce = "%x-%d".formatted(seed, number);
        var company = companies.get(random.nextInt(companies.size()));
        var agent = agent(random);
        var effort = Duration.ofMillis(random.nextLong(200, 800));
        var work = new ScriptedWork(nonce, script(agent, random), "canary-" + company, effort);
        var key = random.nextInt(100) < KEYED_PERCENT ? "key-" + nonce : null;
        return new GeneratedTask(company, agent, PRIORITIES.get(random.nextInt(PRIORITIES.size())), work, key);
    }

    private static String agent(RandomGenerator random) {
        int roll = random.nextInt(100);
        return roll < 32
                ? ChaosAgents.STEADY
                : roll < 62 ? ChaosAgents.BRISK : roll < 94 ? ChaosAgents.TOOLS : ChaosAgents.ONCE;
    }

    private static AgentScript script(String agent, RandomGenerator random) {
        int roll = random.nextInt(100);
        if (roll >= FAILING_PERCENT) {
            return AgentScript.of();
        }
        boolean doomed = roll < DOOMED_PERCENT;
        int failures = doomed ? ATTEMPTS : 1 + random.nextInt(2);
        var steps = new ArrayList<ScriptStep>();
        for (int i = 0; i < failures; i++) {
            // A hanging call blocks its slot for seconds, so it is rare and never comes four times in a row.
            steps.add(doomed ? ScriptStep.UNAVAILABLE : failure(agent, random));
        }
        return new AgentScript(steps);
    }

    private static ScriptStep failure(String agent, RandomGenerator random) {
        int roll = random.nextInt(100);
        if (roll < 45) {
            return ScriptStep.UNAVAILABLE;
        } else if (roll < 60) {
            return ScriptStep.BUSY;
        } else if (roll < 75) {
            return ScriptStep.MALFORMED;
        } else if (roll < 85) {
            return ScriptStep.HANG;
        } else {
            // A server that closes its connection affects all calls; that is a fault of its own.
            return agent.equals(ChaosAgents.TOOLS) ? ScriptStep.UNAVAILABLE : ScriptStep.RESET;
        }
    }
}
