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

/** Redis client with few threads and short time limits. */
final class RedisConnector implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMillis(500);
    /** Above the size of a batch, which has at most 1,000 records. */
    private static final int MAX_PENDING = 4_096;

    private final ClientResources resources = DefaultClientResources.builder()
            .ioThreadPoolSize(2)
            .computationThreadPoolSize(2)
            .build();
    private final RedisClient client;

    RedisConnector(String url) {
        var address = RedisURI.create(url);
        address.setTimeout(LIMIT);
        address.setClientName("pulser-telemetry");
        client = RedisClient.create(resources, address);
        client.setOptions(ClientOptions.builder()
                // The sink opens a new connection after a failure, so that no command is sent twice unnoticed.
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_PENDING)
                .socketOptions(SocketOptions.builder().connectTimeout(LIMIT).build())
                // The sink limits the time of a whole batch.
                .timeoutOptions(TimeoutOptions.builder().timeoutCommands(false).build())
                .build());
    }

    /** Returns a connection that sends commands on {@code flushCommands()} only. */
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
