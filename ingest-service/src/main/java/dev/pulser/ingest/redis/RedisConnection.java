// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.redis;

import dev.pulser.service.config.RedisConfig;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Single connection to Redis, opened in the background and reopened when it breaks. While there is none, {@link #get()}
 * fails immediately. Thread-safe.
 */
@Singleton
public final class RedisConnection {

    private static final Logger LOG = Logger.getLogger(RedisConnection.class);
    private static final int MAX_QUEUED = 2_000;
    private static final int RETRY_SECONDS = 1;

    private final RedisURI uri;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable RedisClient client;
    private @Nullable ClientResources resources;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;

    @Inject
    RedisConnection(RedisConfig server, RedisCacheConfig config) {
        uri = RedisURI.create(server.url());
        uri.setTimeout(config.timeout());
        uri.setClientName("pulser-ingest");
    }

    public void start() {
        resources = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .build();
        client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_QUEUED)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(Duration.ofSeconds(1))
                        .build())
                .build());
        var connecting = client;
        Thread.ofVirtual().name("connect-redis").start(() -> connect(connecting));
    }

    private void connect(RedisClient connecting) {
        boolean logged = false;
        try {
            while (stopped.getCount() > 0) {
                try {
                    connection = connecting.connect();
                    LOG.info("Redis connected");
                    return; // from now on Lettuce reconnects by itself
                } catch (RedisException e) {
                    if (!logged) {
                        LOG.warnf("Redis unavailable, continuing without it reason=\"%s\"", e.getMessage());
                        logged = true;
                    }
                }
                if (stopped.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public void stop() {
        stopped.countDown();
        if (client != null) {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
        if (resources != null) {
            var _ = resources.shutdown(0, 1, TimeUnit.SECONDS); // the process ends anyway
        }
    }

    StatefulRedisConnection<String, String> get() throws RedisUnavailableException {
        var open = connection;
        if (open == null || !open.isOpen()) {
            throw new RedisUnavailableException("not connected");
        }
        return open;
    }
}
