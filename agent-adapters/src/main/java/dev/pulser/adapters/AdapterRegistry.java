// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import dev.pulser.adapters.spi.AgentAdapter;
import dev.pulser.contract.agent.AgentKind;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Adapters of this service, one per agent kind. */
final class AdapterRegistry implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AdapterRegistry.class);

    private final List<AgentAdapter> adapters;

    /** @param adapters one per kind; closed with the registry where they are {@link AutoCloseable} */
    AdapterRegistry(List<AgentAdapter> adapters) {
        this.adapters = List.copyOf(adapters);
    }

    Map<AgentKind, AgentAdapter> byKind() {
        return adapters.stream().collect(Collectors.toUnmodifiableMap(AgentAdapter::kind, Function.identity()));
    }

    @Override
    public void close() {
        for (var adapter : adapters) {
            if (adapter instanceof AutoCloseable closeable) {
                close(adapter.kind(), closeable);
            }
        }
    }

    private static void close(AgentKind kind, AutoCloseable adapter) {
        try {
            adapter.close();
        } catch (Exception e) { // close the remaining adapters
            LOG.warnf("Failed to close adapter kind=%s error=%s", kind.wireName(), e);
        }
    }
}
