// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing;

import dev.pulser.contract.topic.Topics;
import dev.pulser.routing.admission.AdmissionProcessor;
import dev.pulser.routing.agents.GlobalTables;
import dev.pulser.routing.decision.RoutingPolicy;
import dev.pulser.routing.input.CommandForwardingProcessor;
import dev.pulser.routing.input.TransferForwardingProcessor;
import dev.pulser.routing.lane.LaneProcessor;
import dev.pulser.routing.ordering.CompanyWeights;
import dev.pulser.routing.ordering.PriorityAging;
import dev.pulser.routing.ordering.QueueOrdering;
import dev.pulser.routing.output.RoutingTopics;
import dev.pulser.routing.running.Lease;
import dev.pulser.routing.settlement.RetryPolicy;
import dev.pulser.routing.settlement.SettlementPolicy;
import java.time.Duration;

/**
 * Components of the routing topology.
 *
 * @param duplicateWindow time for which task ids are kept for deduplication, 24 hours or more
 */
public record RoutingComponents(
        RoutingTopics topics,
        GlobalTables tables,
        Duration duplicateWindow,
        RetryPolicy retries,
        Lease lease,
        QueueOrdering ordering) {

    private static final Duration MIN_DUPLICATE_WINDOW = Duration.ofHours(24);

    public RoutingComponents {
        if (duplicateWindow.compareTo(MIN_DUPLICATE_WINDOW) < 0) {
            throw new IllegalArgumentException(
                    "pulser.routing.duplicate-window is %s. Set it to 24h or more.".formatted(duplicateWindow));
        }
    }

    /** Creates the components; throws an {@link IllegalArgumentException} that names the key of an invalid value. */
    public static RoutingComponents of(RoutingConfig config, Topics topics, int partitions) {
        return new RoutingComponents(
                new RoutingTopics(topics, partitions, config.maxRecordBytes()),
                GlobalTables.empty(),
                config.duplicateWindow(),
                new RetryPolicy(config.retry().delays()),
                new Lease(config.lease()),
                ordering(config.order()));
    }

    private static QueueOrdering ordering(RoutingConfig.Order config) {
        var aging = config.aging();
        return new QueueOrdering(
                new PriorityAging(aging.low(), aging.medium(), aging.high(), config.deadlineNear()),
                CompanyWeights.of(config.weights()));
    }

    AdmissionProcessor.Supplier admission(String child) {
        return new AdmissionProcessor.Supplier(topics, tables.agents(), new RoutingPolicy(), child, duplicateWindow);
    }

    CommandForwardingProcessor.Supplier commands(String child) {
        return new CommandForwardingProcessor.Supplier(topics, child);
    }

    TransferForwardingProcessor.Supplier transfers(String child) {
        return new TransferForwardingProcessor.Supplier(topics, child);
    }

    LaneProcessor.Supplier lane() {
        return new LaneProcessor.Supplier(
                topics, tables, new SettlementPolicy(retries), lease, ordering, duplicateWindow);
    }
}
