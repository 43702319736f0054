// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.journey;

import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.Budget;
import dev.pulser.contract.agent.Model;
import dev.pulser.contract.agent.Rates;
import dev.pulser.launcher.service.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A hundred tasks against a budget for fifty, with the adapters killed meanwhile: no more is spent than there is. */
class BudgetIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Of a call; at a dollar for a million tokens, a token is a millionth of a dollar. */
    private static final int INPUT = 900;

    private static final int OUTPUT = 100;
    private static final long FOR_FIFTY = 50L * (INPUT + OUTPUT);

    /** What an attempt may cost: the prompt has that many bytes, and no tokenizer makes more tokens of them. */
    private static final long ATTEMPT = 2_500;

    private static final Model MODEL = new Model("m", "You say done. ".repeat(70), List.of(), 3, 20_000, OUTPUT, null);

    @Test
    void isNeverOverspentAndHoldsTasksUntilThereIsMore() throws IOException, InterruptedException {
        try (var model = new BilledModel(INPUT, OUTPUT, Duration.ofMillis(400));
                var pulser = Pulser.own(Map.of())) {
            pulser.define(agent(model, FOR_FIFTY));

            var ids = IntStream.range(0, 100)
                    .mapToObj(number -> pulser.api()
                            .submit("{\"task_type\":\"thought\",\"payload\":{\"text\":\"task %d\"}}".formatted(number)))
                    .toList();
            for (int calls : List.of(6, 18)) {
                await().atMost(PATIENCE).until(() -> model.calls() >= calls);
                pulser.launcher().service(Service.ADAPTERS).kill();
                pulser.launcher().service(Service.ADAPTERS).start();
            }

            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(ids).allMatch(id -> isOverOrHeld(pulser, id)));
            assertThat(model.billedTokens()).isLessThanOrEqualTo(FOR_FIFTY);
            long completed = ids.stream().filter(id -> isCompleted(pulser, id)).count();
            assertThat(completed).isBetween(20L, 50L);
            System.out.printf(
                    "budget for 50 tasks, adapters killed twice: %d completed, %d calls billed, %d of %d millionths spent%n",
                    completed, model.calls(), model.billedTokens(), FOR_FIFTY);

            pulser.define(agent(model, 10 * FOR_FIFTY));

            assertThat(ids.stream().map(id -> pulser.api().awaitEnd(id)).toList())
                    .allMatch(task -> task.path("status").asText().equals("completed"));
        }
    }

    private static AgentDefinition agent(BilledModel model, long budget) {
        return anAgent("thinker")
                .homeOf("thought")
                .thinkingWith(MODEL)
                .at(model.endpoint())
                .capacity(4)
                .idempotent()
                .costing(new Rates(1_000_000, 1_000_000, 0))
                .budget(new Budget(Budget.Period.TOTAL, ATTEMPT, null, budget, Map.of()))
                .build();
    }

    private static boolean isCompleted(Pulser pulser, String id) {
        return pulser.api().task(id).path("status").asText().equals("completed");
    }

    private static boolean isOverOrHeld(Pulser pulser, String id) {
        var task = pulser.api().task(id);
        return task.path("status").asText().equals("completed")
                || task.path("waiting").path("for").asText().equals("budget");
    }
}
