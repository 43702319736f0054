// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

import dev.pulser.adapters.dispatch.AgentDirectory;
import dev.pulser.adapters.dispatch.Dispatcher;
import dev.pulser.adapters.monitor.HealthMonitor;
import dev.pulser.adapters.registry.ToolRegistryTopics;
import dev.pulser.adapters.web.AgentHttpClient;

/** Components that start once Kafka is available and its topics are valid. */
record AdaptersComponents(
        AgentDirectory agents,
        ToolRegistryTopics tools,
        AdapterRegistry adapters,
        AgentHttpClient client,
        Dispatcher dispatcher,
        HealthMonitor monitor) {}
