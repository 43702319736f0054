// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.service;

import static dev.pulser.launcher.process.LoopbackPort.HOST;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Readiness probe of a service. */
public final class ReadinessProbe {

    private static final int TIMEOUT_MILLIS = 2000;

    private ReadinessProbe() {}

    /** Returns true when {@code /q/health/ready} responds with 200 on this port of the loopback address. Never throws. */
    public static boolean isReady(int port) {
        try {
            var url = URI.create("http://%s:%d/q/health/ready".formatted(HOST, port))
                    .toURL();
            var connection = (HttpURLConnection) url.openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}
