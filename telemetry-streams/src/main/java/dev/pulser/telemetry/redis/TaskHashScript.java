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

/** Lua script {@code write-task.lua}, which Redis runs atomically, so that a task's {@code seq} never decreases. */
final class TaskHashScript {

    private final String text = read();

    /** Loads the script into Redis; returns its SHA-1 digest. */
    RedisFuture<String> load(RedisAsyncCommands<String, String> redis) {
        return redis.scriptLoad(text);
    }

    /** Runs the loaded script for one task; returns 1 when the hash was written, 0 when it was newer. */
    static RedisFuture<Long> run(
            RedisAsyncCommands<String, String> redis, String digest, TaskHash task, Duration expiry) {
        var arguments = new ArrayList<String>();
        arguments.add(Integer.toString(task.seq()));
        arguments.add(Long.toString(expiry.toMillis()));
        task.fields().forEach((field, value) -> {
            arguments.add(field);
            arguments.add(value);
        });
        return redis.evalsha(
                digest, ScriptOutputType.INTEGER, new String[] {task.key()}, arguments.toArray(String[]::new));
    }

    private static String read() {
        try (var script =
                Objects.requireNonNull(TaskHashScript.class.getResourceAsStream("write-task.lua"), "write-task.lua")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("write-task.lua cannot be read", e);
        }
    }
}
