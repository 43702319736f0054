// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.redis;

import dev.pulser.contract.command.Command;
import dev.pulser.telemetry.feed.Batch;
import dev.pulser.telemetry.feed.Destination;
import dev.pulser.telemetry.feed.DestinationAway;
import dev.pulser.telemetry.task.TaskUpdates;
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
 * The latest of every task in Redis, one round trip a batch. Redis may forget everything at any moment: what it then
 * lacks is read from PostgreSQL.
 */
public final class RedisViews implements Destination, AutoCloseable {

    private static final Duration BATCH_LIMIT = Duration.ofSeconds(2);

    private final RedisLink link;
    private final RedisViewsConfig config;
    private final TaskScript script = new TaskScript();
    private @Nullable StatefulRedisConnection<String, String> connection;
    private String scriptName = "";

    public RedisViews(RedisConfig redis, RedisViewsConfig config) {
        this.link = new RedisLink(redis.url());
        this.config = config;
    }

    @Override
    public String label() {
        return "redis";
    }

    @Override
    public void reach() throws DestinationAway {
        if (connection != null && connection.isOpen()) {
            return;
        }
        try {
            var fresh = link.connect();
            connection = fresh;
            var loading = script.leaveWith(fresh.async());
            fresh.flushCommands();
            scriptName = answer(loading, BATCH_LIMIT);
        } catch (RedisException e) {
            throw away(e);
        }
    }

    @Override
    public void write(Batch batch) throws DestinationAway {
        var hashes = hashes(batch);
        if (hashes.isEmpty()) {
            return;
        }
        var open = connection;
        if (open == null) {
            throw away(new RedisException("not connected"));
        }
        try {
            var calls = new ArrayList<RedisFuture<Long>>(hashes.size());
            for (var task : hashes) {
                calls.add(TaskScript.call(open.async(), scriptName, task, config.expiry()));
            }
            open.flushCommands();
            awaitAll(calls);
        } catch (RedisException e) {
            throw away(e);
        }
    }

    private List<TaskHash> hashes(Batch batch) {
        var hashes = new ArrayList<TaskHash>();
        for (var update : TaskUpdates.fold(batch.events())) {
            hashes.add(TaskHash.of(update, config.largestResult()));
        }
        for (var command : batch.commands()) {
            if (command.body() instanceof Command.Cancel(var task)) {
                hashes.add(TaskHash.cancelRequested(command.company(), task, command.at()));
            }
        }
        return hashes;
    }

    private void awaitAll(List<RedisFuture<Long>> calls) throws DestinationAway {
        for (var call : calls) {
            answer(call, BATCH_LIMIT);
        }
    }

    private <T> T answer(RedisFuture<T> call, Duration limit) throws DestinationAway {
        try {
            return call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw away(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw away(new RedisException("no answer within " + limit.toMillis() + " ms"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away(e);
        }
    }

    /** Gives the connection up: the next begins with nothing pending, and leaves the script there again. */
    private DestinationAway away(Throwable reason) {
        if (connection != null) {
            connection.closeAsync().exceptionally(ignored -> null);
            connection = null;
        }
        return new DestinationAway(reason.getMessage() == null ? reason.toString() : reason.getMessage(), reason);
    }

    @Override
    public void close() {
        link.close();
    }
}
