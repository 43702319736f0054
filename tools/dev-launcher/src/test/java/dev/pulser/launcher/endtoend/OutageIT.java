// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.launcher.process.StackComponent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Outages of a store: tasks continue, and the store catches up afterwards. */
@ExtendWith(PulserStack.Shared.class)
class OutageIT {

    @Test
    void continuesWithoutRedis(PulserStack pulser) throws IOException, InterruptedException {
        continuesWithout(pulser.launcher().redis(), pulser, "no_redis");
    }

    @Test
    void continuesWithoutPostgres(PulserStack pulser) throws IOException, InterruptedException {
        continuesWithout(pulser.launcher().postgres(), pulser, "no_postgres");
    }

    private static void continuesWithout(StackComponent component, PulserStack pulser, String type)
            throws IOException, InterruptedException {
        try (var agent = PermitAgent.answering()) {
            pulser.define(
                    anAgent(type).homeOf(type).capacity(8).at(agent.address()).build());
            var ids = new ArrayList<String>();
            ids.add(submit(pulser, type));
            component.kill();
            try {
                for (int i = 0; i < 50; i++) {
                    ids.add(submit(pulser, type));
                    assertAllAreFound(pulser, ids);
                }
                await().atMost(TaskApi.TIMEOUT).until(() -> agent.calls().size() == ids.size());
            } finally {
                component.start();
            }
            for (var id : ids) {
                assertThat(pulser.api().awaitEnd(id).path("status").asText()).isEqualTo("completed");
            }
            awaitRows(pulser, type, ids.size());
            awaitRedis(pulser, ids);
        }
    }

    private static String submit(PulserStack pulser, String type) {
        return pulser.api()
                .submit("{\"task_type\":\"%s\",\"payload\":{\"nonce\":\"%s\"}}".formatted(type, UUID.randomUUID()));
    }

    private static void assertAllAreFound(PulserStack pulser, List<String> ids) {
        assertThat(ids)
                .allSatisfy(
                        id -> assertThat(pulser.api().get("/api/v1/tasks/" + id).statusCode())
                                .isEqualTo(200));
    }

    private static void awaitRows(PulserStack pulser, String type, int count) {
        await().atMost(TaskApi.TIMEOUT).ignoreExceptions().until(() -> {
            try (var database = pulser.database();
                    var query = database.prepareStatement(
                            "select count(*) from pulser.task_queue where task_type = ? and status = 'completed'")) {
                query.setString(1, type);
                var rows = query.executeQuery();
                rows.next();
                return rows.getInt(1) == count;
            }
        });
    }

    private static void awaitRedis(PulserStack pulser, List<String> ids) {
        await().atMost(TaskApi.TIMEOUT).ignoreExceptions().until(() -> {
            try (var redis = RedisConnection.to(pulser.launcher().addresses().redis())) {
                // The task from before the outage may be missing: a cache may lose entries.
                return ids.stream()
                        .skip(1)
                        .allMatch(id -> redis.send("HGET", "pulser:task:default:" + id, "status")
                                .equals("completed"));
            }
        });
    }
}
