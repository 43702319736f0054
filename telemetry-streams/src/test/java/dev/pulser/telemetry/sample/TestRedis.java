// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sample;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** Redis server on a port of its own, which can be restarted. */
public final class TestRedis implements AutoCloseable {

    private final int port;
    private final RedisClient client;
    private RedisServer server;

    public TestRedis() throws IOException {
        port = freePort();
        client = RedisClient.create(url());
        server = newServer();
        server.start();
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Returns the commands of a new connection. */
    public RedisCommands<String, String> commands() {
        return client.connect().sync();
    }

    public void stop() throws IOException {
        server.stop();
    }

    /** Starts an empty server on the same port. */
    public void restart() throws IOException {
        server = newServer();
        server.start();
    }

    @Override
    public void close() throws IOException {
        client.shutdown();
        server.stop();
    }

    private RedisServer newServer() throws IOException {
        return RedisServer.newRedisServer()
                .port(port)
                .bind("127.0.0.1")
                .setting("save \"\"")
                .setting("appendonly no")
                .build();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
