// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.service;

import static dev.pulser.launcher.process.LoopbackPort.HOST;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a service's readiness probe. */
public final class Readiness {

    private static final int TIMEOUT_MILLIS = 2000;

    private Readiness() {}

    /** Whether {@code /q/health/ready} answers 200 on this port of the loopback address. Never throws. */
    public static boolean of(int port) {
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
