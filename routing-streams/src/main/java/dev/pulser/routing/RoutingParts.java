// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.admit.Admit;
import dev.pulser.routing.agents.KnownAgents;
import dev.pulser.routing.agents.KnownStatus;
import dev.pulser.routing.command.DirectCommands;
import dev.pulser.routing.decide.RoutingPolicy;
import dev.pulser.routing.handover.DirectHandovers;
import dev.pulser.routing.lane.Lane;
import dev.pulser.routing.running.Lease;
import dev.pulser.routing.settle.RetryPlan;
import dev.pulser.routing.settle.SettlementRules;
import dev.pulser.routing.waiting.Ageing;
import dev.pulser.routing.waiting.Order;
import dev.pulser.routing.waiting.Weights;
import java.time.Duration;

/**
 * What the stages are made of. Rules that span settings are checked here.
 *
 * @param statuses       how every lane is, of whatever instance
 * @param partitions     of the co-partitioned topics
 * @param window         how long a task id is remembered
 * @param order          who comes next of those that wait
 * @param maxRecordBytes largest record, with everything around it
 */
public record RoutingParts(
        Topics topics,
        KnownAgents agents,
        KnownStatus statuses,
        int partitions,
        Duration window,
        RetryPlan retries,
        Lease lease,
        Order order,
        int maxRecordBytes) {

    private static final Duration SHORTEST_WINDOW = Duration.ofHours(24);

    /** Room for every part of a task, an event or a dead letter that is bounded. */
    private static final int LEAST_RECORD_BYTES = 600_000;

    public RoutingParts {
        require(partitions > 0, "pulser.topics.partitions is %s, it must be 1 or more", partitions);
        require(
                window.compareTo(SHORTEST_WINDOW) >= 0,
                "pulser.routing.duplicate-window is %s, it must be 24h or more",
                window);
        require(
                maxRecordBytes >= LEAST_RECORD_BYTES,
                "pulser.routing.max-record-bytes is %s, it must be " + LEAST_RECORD_BYTES + " or more",
                maxRecordBytes);
    }

    public static RoutingParts of(RoutingConfig config, Topics topics, int partitions) {
        return new RoutingParts(
                topics,
                new KnownAgents(),
                new KnownStatus(),
                partitions,
                config.duplicateWindow(),
                new RetryPlan(config.retry().delays()),
                new Lease(config.lease()),
                orderOf(config.order()),
                config.maxRecordBytes());
    }

    Admit.Supplier admit(String child) {
        return new Admit.Supplier(topics, agents, new RoutingPolicy(), child, partitions, window, maxRecordBytes);
    }

    private static Order orderOf(RoutingConfig.Order config) {
        var ageing = config.ageing();
        return new Order(
                new Ageing(ageing.low(), ageing.medium(), ageing.high(), config.deadlineNear()),
                Weights.of(config.weights()));
    }

    DirectCommands.Supplier commands(String child) {
        return new DirectCommands.Supplier(topics, child, partitions, maxRecordBytes);
    }

    DirectHandovers.Supplier handovers(String child) {
        return new DirectHandovers.Supplier(topics, child, partitions, maxRecordBytes);
    }

    Lane.Supplier lane() {
        return new Lane.Supplier(
                topics,
                agents,
                statuses,
                new SettlementRules(retries),
                lease,
                order,
                partitions,
                window,
                maxRecordBytes);
    }

    private static void require(boolean holds, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(rule.formatted(value));
        }
    }
}
