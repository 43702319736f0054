// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cache;

import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.async.RedisAsyncCommands;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.jspecify.annotations.Nullable;

/** What is asked of Redis, each within the configured time. After a row of failures it is left alone for a second. */
@Singleton
class RedisCommands {

    private static final String DROPPED = "evicted_keys:";

    private final RedisConnection connection;
    private final Duration timeout;

    @Inject
    RedisCommands(RedisConnection connection, RedisConfig config) {
        this.connection = connection;
        this.timeout = config.timeout();
    }

    /** The fields of {@code key}, none where there is none. */
    @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 0.5, delay = 1_000, successThreshold = 1)
    Map<String, String> hash(String key) throws RedisAway {
        var fields = await(commands().hgetall(key));
        return fields == null ? Map.of() : fields;
    }

    /**
     * Sets each of these keys that has no value yet, for {@code ttl}. Returns the values that were there already, so an
     * empty map where all were set.
     */
    @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 0.5, delay = 1_000, successThreshold = 1)
    Map<String, String> setWhereAbsent(Map<String, String> values, Duration ttl) throws RedisAway {
        var commands = commands();
        var settings = SetArgs.Builder.nx().ex(ttl);
        var setting = new HashMap<String, RedisFuture<String>>();
        values.forEach((key, value) -> setting.put(key, commands.set(key, value, settings)));
        var reading = new HashMap<String, RedisFuture<String>>();
        for (var each : setting.entrySet()) {
            if (await(each.getValue()) == null) {
                reading.put(each.getKey(), commands.get(each.getKey()));
            }
        }
        var present = new HashMap<String, String>();
        for (var each : reading.entrySet()) {
            var value = await(each.getValue());
            if (value != null) {
                present.put(each.getKey(), value);
            }
        }
        return present;
    }

    /** Sets {@code key} where it has no value, and returns the value it has then. It lives for ever. */
    @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 0.5, delay = 1_000, successThreshold = 1)
    String setOnce(String key, String value) throws RedisAway {
        var commands = commands();
        var setting = commands.setnx(key, value);
        var reading = commands.get(key);
        await(setting);
        return Objects.requireNonNullElse(await(reading), value);
    }

    @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 0.5, delay = 1_000, successThreshold = 1)
    void set(String key, String value) throws RedisAway {
        await(commands().set(key, value));
    }

    /** How many entries it has dropped for want of memory since it started. */
    @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 0.5, delay = 1_000, successThreshold = 1)
    long dropped() throws RedisAway {
        var stats = Objects.requireNonNullElse(await(commands().info("stats")), "");
        return stats.lines()
                .filter(line -> line.startsWith(DROPPED))
                .mapToLong(
                        line -> Long.parseLong(line.substring(DROPPED.length()).strip()))
                .findFirst()
                .orElseThrow(() -> new RedisAway("it does not say what it has dropped"));
    }

    /** How long {@code key} has left to live; empty where there is none, or where it lives for ever. */
    @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 0.5, delay = 1_000, successThreshold = 1)
    Optional<Duration> timeLeft(String key) throws RedisAway {
        var millis = await(commands().pttl(key));
        return millis == null || millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 0.5, delay = 1_000, successThreshold = 1)
    void delete(List<String> keys) throws RedisAway {
        await(commands().del(keys.toArray(String[]::new)));
    }

    private RedisAsyncCommands<String, String> commands() throws RedisAway {
        return connection.get().async();
    }

    private <T> @Nullable T await(RedisFuture<T> future) throws RedisAway {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new RedisAway("no answer within %d ms".formatted(timeout.toMillis()), e);
        } catch (ExecutionException e) {
            throw new RedisAway(String.valueOf(e.getMessage()), e);
        } catch (RedisException e) {
            throw new RedisAway(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisAway("interrupted", e);
        }
    }
}
