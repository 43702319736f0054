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

/** Who reads an agent's assignments: the members of the consumer group that is named like its topics. */
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
                    : new CheckResult.Fine();
        } catch (ExecutionException e) {
            return e.getCause() instanceof GroupIdNotFoundException
                    ? noWorker(group)
                    : new CheckResult.Failing("Kafka does not say who reads its assignments: " + e.getCause());
        } catch (TimeoutException e) {
            return new CheckResult.Failing("Kafka did not answer within %d s".formatted(limit.toSeconds()));
        }
    }

    private static CheckResult noWorker(String group) {
        return new CheckResult.Failing(
                "no worker: no program reads its assignments as a member of the consumer group " + group);
    }
}
