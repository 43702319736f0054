// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.journey;

import static dev.pulser.contract.sample.Samples.anAgent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.launcher.process.Part;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A store that is away stops nobody, and what it missed appears when it is back. */
@ExtendWith(Pulser.Shared.class)
class OutageIT {

    @Test
    void goesOnWithoutRedis(Pulser pulser) throws IOException, InterruptedException {
        goesOnWithout(pulser.launcher().redis(), pulser, "no_redis");
    }

    @Test
    void goesOnWithoutPostgres(Pulser pulser) throws IOException, InterruptedException {
        goesOnWithout(pulser.launcher().postgres(), pulser, "no_postgres");
    }

    private static void goesOnWithout(Part part, Pulser pulser, String type) throws IOException, InterruptedException {
        try (var agent = ScriptedAgent.willing()) {
            pulser.define(
                    anAgent(type).homeOf(type).capacity(8).at(agent.address()).build());
            var ids = new ArrayList<String>();
            ids.add(submit(pulser, type));
            part.kill();
            try {
                for (int i = 0; i < 50; i++) {
                    ids.add(submit(pulser, type));
                    assertNoneIsUnknown(pulser, ids);
                }
                await().atMost(TaskApi.PATIENCE).until(() -> agent.calls().size() == ids.size());
            } finally {
                part.start();
            }
            for (var id : ids) {
                assertThat(pulser.api().awaitEnd(id).path("status").asText()).isEqualTo("completed");
            }
            awaitRows(pulser, type, ids.size());
            awaitRedis(pulser, ids);
        }
    }

    private static String submit(Pulser pulser, String type) {
        return pulser.api()
                .submit("{\"task_type\":\"%s\",\"payload\":{\"nonce\":\"%s\"}}".formatted(type, UUID.randomUUID()));
    }

    private static void assertNoneIsUnknown(Pulser pulser, List<String> ids) {
        assertThat(ids)
                .allSatisfy(
                        id -> assertThat(pulser.api().get("/api/v1/tasks/" + id).statusCode())
                                .isEqualTo(200));
    }

    private static void awaitRows(Pulser pulser, String type, int count) {
        await().atMost(TaskApi.PATIENCE).ignoreExceptions().until(() -> {
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

    private static void awaitRedis(Pulser pulser, List<String> ids) {
        await().atMost(TaskApi.PATIENCE).ignoreExceptions().until(() -> {
            try (var redis = RedisLine.to(pulser.launcher().addresses().redis())) {
                // The one from before the outage may have been lost with it: a cache is allowed to forget.
                return ids.stream()
                        .skip(1)
                        .allMatch(id -> redis.ask("HGET", "pulser:task:default:" + id, "status")
                                .equals("completed"));
            }
        });
    }
}
