// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.redis;

import dev.pulser.contract.command.Command;
import dev.pulser.service.config.RedisConfig;
import dev.pulser.telemetry.batch.SinkBatch;
import dev.pulser.telemetry.batch.TaskUpdates;
import dev.pulser.telemetry.sink.Sink;
import dev.pulser.telemetry.sink.SinkUnavailableException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Sink that keeps the latest state of every task in Redis, with one round trip per batch. Redis may lose any key at any
 * time; readers then ask PostgreSQL.
 */
public final class RedisTaskSink implements Sink, AutoCloseable {

    private static final Duration BATCH_LIMIT = Duration.ofSeconds(2);

    private final RedisConnector connector;
    private final RedisSinkConfig config;
    private final TaskHashScript script = new TaskHashScript();
    private @Nullable StatefulRedisConnection<String, String> connection;
    private String scriptDigest = "";

    public RedisTaskSink(RedisConfig redis, RedisSinkConfig config) {
        this.connector = new RedisConnector(redis.url());
        this.config = config;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public void open() throws SinkUnavailableException {
        if (connection != null && connection.isOpen()) {
            return;
        }
        try {
            var opened = connector.connect();
            connection = opened;
            var digest = script.load(opened.async());
            opened.flushCommands();
            scriptDigest = await(digest);
        } catch (RedisException e) {
            throw unavailable(e);
        }
    }

    @Override
    public void write(SinkBatch batch) throws SinkUnavailableException {
        var hashes = hashes(batch);
        if (hashes.isEmpty()) {
            return;
        }
        var open = connection;
        if (open == null) {
            throw unavailable(new RedisException("not connected"));
        }
        try {
            var writes = new ArrayList<RedisFuture<Long>>(hashes.size());
            for (var hash : hashes) {
                writes.add(TaskHashScript.run(open.async(), scriptDigest, hash, config.expiry()));
            }
            open.flushCommands();
            for (var write : writes) {
                await(write);
            }
        } catch (RedisException e) {
            throw unavailable(e);
        }
    }

    private List<TaskHash> hashes(SinkBatch batch) {
        var hashes = new ArrayList<TaskHash>();
        for (var update : TaskUpdates.fold(batch.taskEvents())) {
            hashes.add(TaskHash.of(update, config.maxResultLength()));
        }
        for (var command : batch.commands()) {
            if (command.body() instanceof Command.Cancel(var task)) {
                hashes.add(TaskHash.cancelRequested(command.company(), task, command.at()));
            }
        }
        return hashes;
    }

    private <T> T await(RedisFuture<T> response) throws SinkUnavailableException {
        try {
            return response.get(BATCH_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unavailable(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw unavailable(new RedisException("no response within " + BATCH_LIMIT.toMillis() + " ms"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    /** Closes the connection; the next one starts without pending commands and loads the script again. */
    private SinkUnavailableException unavailable(Throwable reason) {
        if (connection != null) {
            connection.closeAsync().exceptionally(ignored -> null);
            connection = null;
        }
        return new SinkUnavailableException(
                reason.getMessage() == null ? reason.toString() : reason.getMessage(), reason);
    }

    @Override
    public void close() {
        connector.close();
    }
}
