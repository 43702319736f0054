// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.service;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A program that behaves as a service does: its port from the environment, readiness where it belongs. */
public final class TinyService {

    private TinyService() {}

    public static void main(String[] arguments) throws IOException {
        if (System.getenv("FAULT") != null) {
            System.out.println("refused: " + System.getenv("FAULT"));
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
