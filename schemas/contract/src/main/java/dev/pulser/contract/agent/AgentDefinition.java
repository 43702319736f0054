// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import dev.pulser.contract.cost.AgentCosts;
import dev.pulser.contract.cost.Budget;
import dev.pulser.contract.cost.Rates;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.schema.PayloadSchema;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Configuration of one agent. */
public record AgentDefinition(
        AgentName name,
        AgentProfile profile,
        AgentRouting routing,
        AgentConnection connection,
        AgentExecution execution,
        AgentCosts costs) {

    public AgentDefinition {
        if (routing.backups().contains(name)) {
            throw new IllegalArgumentException("backups must be other agents than %s itself".formatted(name));
        }
    }

    public AgentKind kind() {
        return connection.kind();
    }

    public Set<TaskType> taskTypes() {
        return routing.taskTypes();
    }

    public @Nullable PayloadSchema inputSchema() {
        return routing.inputSchema();
    }

    public List<AgentName> backups() {
        return routing.backups();
    }

    public boolean enabled() {
        return routing.enabled();
    }

    public @Nullable URI endpoint() {
        return connection.endpoint();
    }

    public List<String> servers() {
        return connection.servers();
    }

    public @Nullable AgentModel model() {
        return connection.model();
    }

    public int capacity() {
        return execution.capacity();
    }

    public Duration timeout() {
        return execution.timeout();
    }

    public AgentLimits limits() {
        return execution.limits();
    }

    public boolean idempotent() {
        return execution.idempotent();
    }

    public Rates rates() {
        return costs.rates();
    }

    public @Nullable Budget budget() {
        return costs.budget();
    }
}
