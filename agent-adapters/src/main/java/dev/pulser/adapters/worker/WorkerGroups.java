// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.worker;

import static java.util.Objects.requireNonNull;

import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.topic.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Consumer groups of workers, named like the topics of their agent. */
final class WorkerGroups {

    private final Admin admin;
    private final Duration limit;

    WorkerGroups(Admin admin, Duration limit) {
        this.admin = admin;
        this.limit = limit;
    }

    CheckResult check(AgentName agent) throws InterruptedException {
        var group = TopicNames.agentGroup(agent);
        try {
            var described = requireNonNull(admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group));
            return described
                            .get(limit.toMillis(), TimeUnit.MILLISECONDS)
                            .members()
                            .isEmpty()
                    ? noWorker(group)
                    : new CheckResult.Healthy();
        } catch (ExecutionException e) {
            return e.getCause() instanceof GroupIdNotFoundException
                    ? noWorker(group)
                    : new CheckResult.Unhealthy("Consumer group cannot be described: " + e.getCause());
        } catch (TimeoutException e) {
            return new CheckResult.Unhealthy("Kafka did not respond within %d s".formatted(limit.toSeconds()));
        }
    }

    private static CheckResult noWorker(String group) {
        return new CheckResult.Unhealthy("No worker is running: consumer group %s has no members".formatted(group));
    }
}
