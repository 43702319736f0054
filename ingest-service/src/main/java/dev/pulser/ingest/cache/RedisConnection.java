// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The one connection to Redis, made in the background and made again when it breaks. While there is none, asking fails at
 * once. Safe from any thread.
 */
@Singleton
final class RedisConnection {

    private static final Logger LOG = Logger.getLogger(RedisConnection.class);
    private static final int MAX_QUEUED = 2_000;
    private static final int PAUSE_SECONDS = 1;

    private final RedisURI uri;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable RedisClient client;
    private @Nullable ClientResources resources;
    private volatile @Nullable StatefulRedisConnection<String, String> connection;

    @Inject
    RedisConnection(RedisConfig config) {
        uri = RedisURI.create(config.url());
        uri.setTimeout(config.timeout());
        uri.setClientName("pulser-ingest");
    }

    void start(@Observes StartupEvent event) {
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
        boolean reported = false;
        try {
            while (stopped.getCount() > 0) {
                try {
                    connection = connecting.connect();
                    LOG.info("redis connected");
                    return; // Lettuce itself renews a connection that once stood.
                } catch (RedisException e) {
                    if (!reported) {
                        LOG.warnf("redis cannot be reached, going on without it reason=%s", e.getMessage());
                        reported = true;
                    }
                }
                if (stopped.await(PAUSE_SECONDS, TimeUnit.SECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.countDown();
        if (client != null) {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
        if (resources != null) {
            var _ = resources.shutdown(0, 1, TimeUnit.SECONDS); // the process ends with it
        }
    }

    StatefulRedisConnection<String, String> get() throws RedisAway {
        var open = connection;
        if (open == null || !open.isOpen()) {
            throw new RedisAway("there is no connection");
        }
        return open;
    }
}
