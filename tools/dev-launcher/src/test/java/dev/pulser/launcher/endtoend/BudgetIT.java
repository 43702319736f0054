// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentModel;
import dev.pulser.contract.cost.Budget;
import dev.pulser.contract.cost.Rates;
import dev.pulser.launcher.service.PulserService;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Budget for fifty of a hundred tasks while the adapters are killed: it is never exceeded. */
class BudgetIT {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);

    /** Prompt tokens of a call; at 1 USD per million tokens a token costs a millionth of a dollar. */
    private static final int INPUT = 900;

    private static final int OUTPUT = 100;
    private static final long FOR_FIFTY = 50L * (INPUT + OUTPUT);

    /** Maximum cost of an attempt: the size of the prompt in bytes, an upper bound of its tokens. */
    private static final long ATTEMPT = 2_500;

    private static final AgentModel MODEL =
            new AgentModel("m", "You say done. ".repeat(70), List.of(), 3, 20_000, OUTPUT, null);

    @Test
    void isNeverExceededAndBlocksTasksUntilItIsRaised() throws IOException, InterruptedException {
        try (var model = new BillingModel(INPUT, OUTPUT, Duration.ofMillis(400));
                var pulser = PulserStack.own(Map.of())) {
            pulser.define(agent(model, FOR_FIFTY));

            var ids = IntStream.range(0, 100)
                    .mapToObj(number -> pulser.api()
                            .submit("{\"task_type\":\"llm_work\",\"payload\":{\"text\":\"task %d\"}}"
                                    .formatted(number)))
                    .toList();
            for (int calls : List.of(6, 18)) {
                await().atMost(TIMEOUT).until(() -> model.calls() >= calls);
                pulser.launcher().service(PulserService.ADAPTERS).kill();
                pulser.launcher().service(PulserService.ADAPTERS).start();
            }

            await().atMost(TIMEOUT)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(ids).allMatch(id -> isCompletedOrBlocked(pulser, id)));
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

    private static AgentDefinition agent(BillingModel model, long budget) {
        return anAgent("llm_agent")
                .homeOf("llm_work")
                .thinkingWith(MODEL)
                .at(model.endpoint())
                .capacity(4)
                .idempotent()
                .costing(new Rates(1_000_000, 1_000_000, 0))
                .budget(new Budget(Budget.Period.TOTAL, ATTEMPT, null, budget, Map.of()))
                .build();
    }

    private static boolean isCompleted(PulserStack pulser, String id) {
        return pulser.api().task(id).path("status").asText().equals("completed");
    }

    private static boolean isCompletedOrBlocked(PulserStack pulser, String id) {
        var task = pulser.api().task(id);
        return task.path("status").asText().equals("completed")
                || task.path("waiting").path("block_reason").asText().equals("budget");
    }
}
