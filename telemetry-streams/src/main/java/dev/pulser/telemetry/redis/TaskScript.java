// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.redis;

import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;

/** The script {@code write-task.lua}, which Redis runs as one step: so a task never goes back in {@code seq}. */
final class TaskScript {

    private final String text = load();

    /** Leaves it with Redis; answers the name to call it by. */
    RedisFuture<String> leaveWith(RedisAsyncCommands<String, String> redis) {
        return redis.scriptLoad(text);
    }

    static RedisFuture<Long> call(
            RedisAsyncCommands<String, String> redis, String name, TaskHash task, Duration expiry) {
        var arguments = new ArrayList<String>();
        arguments.add(Integer.toString(task.seq()));
        arguments.add(Long.toString(expiry.toMillis()));
        task.fields().forEach((field, value) -> {
            arguments.add(field);
            arguments.add(value);
        });
        return redis.evalsha(
                name, ScriptOutputType.INTEGER, new String[] {task.key()}, arguments.toArray(String[]::new));
    }

    private static String load() {
        try (var script =
                Objects.requireNonNull(TaskScript.class.getResourceAsStream("write-task.lua"), "write-task.lua")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("write-task.lua cannot be read", e);
        }
    }
}
