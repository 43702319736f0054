// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.redis;

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

/**
 * Redis commands with a timeout and a circuit breaker: after repeated failures, calls fail immediately for one second.
 */
@Singleton
class RedisCommands {

    private static final String EVICTED_KEYS = "evicted_keys:";

    private final RedisConnection connection;
    private final Duration timeout;

    @Inject
    RedisCommands(RedisConnection connection, RedisCacheConfig config) {
        this.connection = connection;
        this.timeout = config.timeout();
    }

    /** Returns the fields of the hash {@code key}; empty when the key does not exist. */
    @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 0.5, delay = 1_000, successThreshold = 1)
    Map<String, String> hash(String key) throws RedisUnavailableException {
        var fields = await(commands().hgetall(key));
        return fields == null ? Map.of() : fields;
    }

    /**
     * Sets each key that does not exist, with the expiry {@code ttl}. Returns the existing values of the other keys.
     */
    @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 0.5, delay = 1_000, successThreshold = 1)
    Map<String, String> setWhereAbsent(Map<String, String> values, Duration ttl) throws RedisUnavailableException {
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

    /** Sets {@code key} if it does not exist, without expiry, and returns its value. */
    @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 0.5, delay = 1_000, successThreshold = 1)
    String setOnce(String key, String value) throws RedisUnavailableException {
        var commands = commands();
        var setting = commands.setnx(key, value);
        var reading = commands.get(key);
        await(setting);
        return Objects.requireNonNullElse(await(reading), value);
    }

    @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 0.5, delay = 1_000, successThreshold = 1)
    void set(String key, String value) throws RedisUnavailableException {
        await(commands().set(key, value));
    }

    /** Returns the number of keys evicted since Redis started. */
    @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 0.5, delay = 1_000, successThreshold = 1)
    long evictedKeys() throws RedisUnavailableException {
        var stats = Objects.requireNonNullElse(await(commands().info("stats")), "");
        return stats.lines()
                .filter(line -> line.startsWith(EVICTED_KEYS))
                .mapToLong(line ->
                        Long.parseLong(line.substring(EVICTED_KEYS.length()).strip()))
                .findFirst()
                .orElseThrow(() -> new RedisUnavailableException("INFO has no evicted_keys"));
    }

    /** Returns the remaining time to live of {@code key}; empty when it does not exist or does not expire. */
    @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 0.5, delay = 1_000, successThreshold = 1)
    Optional<Duration> timeLeft(String key) throws RedisUnavailableException {
        var millis = await(commands().pttl(key));
        return millis == null || millis < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
    }

    @CircuitBreaker(requestVolumeThreshold = 8, failureRatio = 0.5, delay = 1_000, successThreshold = 1)
    void delete(List<String> keys) throws RedisUnavailableException {
        await(commands().del(keys.toArray(String[]::new)));
    }

    private RedisAsyncCommands<String, String> commands() throws RedisUnavailableException {
        return connection.get().async();
    }

    private <T> @Nullable T await(RedisFuture<T> future) throws RedisUnavailableException {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            future.cancel(true);
            throw new RedisUnavailableException("timeout after %d ms".formatted(timeout.toMillis()), e);
        } catch (ExecutionException e) {
            throw new RedisUnavailableException(String.valueOf(e.getMessage()), e);
        } catch (RedisException e) {
            throw new RedisUnavailableException(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RedisUnavailableException("interrupted", e);
        }
    }
}
