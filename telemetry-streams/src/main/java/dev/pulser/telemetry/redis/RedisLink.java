// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The way to Redis: one client, few threads, nothing waits long. */
final class RedisLink implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMillis(500);
    /** A batch is at most 1,000 tasks. */
    private static final int MOST_PENDING = 4_096;

    private final ClientResources resources = DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .build();
    private final RedisClient client;

    RedisLink(String url) {
        var address = RedisURI.create(url);
        address.setTimeout(LIMIT);
        address.setClientName("pulser-telemetry");
        client = RedisClient.create(resources, address);
        client.setOptions(ClientOptions.builder()
                // A broken connection is given up and made anew by who uses it, so that nothing is sent twice unseen.
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_PENDING)
                .socketOptions(SocketOptions.builder().connectTimeout(LIMIT).build())
                // Whoever waits has a limit, for a whole batch.
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                .build());
    }

    /** A connection that sends when it is told to flush. */
    StatefulRedisConnection<String, String> connect() {
        var connection = client.connect();
        connection.setAutoFlushCommands(false);
        return connection;
    }

    @Override
    public void close() {
        client.shutdown(Duration.ZERO, LIMIT);
        var _ = resources.shutdown(0, LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
