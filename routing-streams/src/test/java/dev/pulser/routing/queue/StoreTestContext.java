// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.queue;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.sample.Samples;
import dev.pulser.routing.budget.Budgets;
import dev.pulser.routing.dispatch.PauseRegistry;
import dev.pulser.routing.ledger.Ledger;
import dev.pulser.routing.ordering.CompanyWeights;
import dev.pulser.routing.ordering.PriorityAging;
import dev.pulser.routing.ordering.QueueOrdering;
import dev.pulser.routing.running.RunningTasks;
import dev.pulser.routing.timer.Timers;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/** Processor context with the lane's stores, which outlive the objects that use them. */
public final class StoreTestContext implements AutoCloseable {

    public static final Codecs CODECS = Codecs.builtIn();

    /** Default ordering, with company {@code heavy} at weight 2. */
    public static final QueueOrdering ORDERING = new QueueOrdering(
            new PriorityAging(
                    Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofMinutes(1)),
            CompanyWeights.of(Map.of("heavy", 2)));

    private final MockProcessorContext<Object, Object> context;
    private final List<StateStore> stores = new ArrayList<>();

    public StoreTestContext(File folder) {
        var settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "stores");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");
        context = new MockProcessorContext<>(settings, new TaskId(0, 0), folder);
        context.setCurrentSystemTimeMs(Samples.NOON.toEpochMilli());
        open(WaitingTasks.stores(CODECS.taskId(), CODECS.laneEntry()));
        open(RunningTasks.stores(CODECS.taskId(), CODECS.laneEntry()));
        open(PauseRegistry.stores());
        open(Budgets.stores());
        open(List.copyOf(Ledger.stores(CODECS.taskId())));
        open(Timers.stores(CODECS.taskId(), CODECS.laneEntry()));
    }

    private void open(List<StoreBuilder<?>> builders) {
        for (var builder : builders) {
            var store = builder.withLoggingDisabled().build();
            store.init(context.getStateStoreContext(), store);
            stores.add(store);
        }
    }

    public MockProcessorContext<Object, Object> context() {
        return context;
    }

    @Override
    public void close() {
        stores.forEach(StateStore::close);
    }
}
