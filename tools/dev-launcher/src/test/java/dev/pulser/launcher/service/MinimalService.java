// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.service;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Program that behaves like a service: it takes its port from the environment and has a readiness probe. */
public final class MinimalService {

    private MinimalService() {}

    public static void main(String[] arguments) throws IOException {
        if (System.getenv("FAULT") != null) {
            System.out.println("startup failed: " + System.getenv("FAULT"));
            System.exit(1);
        }
        var port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }
}
