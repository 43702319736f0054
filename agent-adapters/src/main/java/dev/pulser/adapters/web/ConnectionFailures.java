// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.web;

import dev.pulser.adapters.spi.Outcomes;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.text.Excerpt;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLHandshakeException;

/**
 * Mapping of I/O errors to outcomes: {@code agent-unreachable} if no connection was made, else {@code
 * agent-connection-lost}.
 */
public final class ConnectionFailures {

    private ConnectionFailures() {}

    public static Outcome outcome(AgentName agent, URI endpoint, IOException error) {
        return switch (error) {
            case HttpConnectTimeoutException e -> unreachable(agent, endpoint, "connection timed out");
            case UnknownHostException e -> unreachable(agent, endpoint, "host has no address");
            case ConnectException e -> unreachable(agent, endpoint, causeOf(e));
            case SSLHandshakeException e -> unreachable(agent, endpoint, "TLS handshake failed: " + message(e));
            // The agent may have read the request and done the work.
            default ->
                Outcomes.ambiguous(
                        "agent-connection-lost",
                        "Connection to agent %s at %s was lost before the response was complete: %s"
                                .formatted(agent, address(endpoint), message(error)));
        };
    }

    private static Outcome unreachable(AgentName agent, URI endpoint, String cause) {
        return Outcomes.retryable(
                "agent-unreachable", "Agent %s cannot be reached at %s: %s".formatted(agent, address(endpoint), cause));
    }

    private static String causeOf(ConnectException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "host has no address";
            }
        }
        return "connection refused";
    }

    /** Returns the URL without user, query and fragment, which may hold secrets. */
    private static String address(URI endpoint) {
        var port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        return endpoint.getScheme() + "://" + endpoint.getHost() + port + endpoint.getRawPath();
    }

    private static String message(IOException error) {
        return Excerpt.line(String.valueOf(error.getMessage()));
    }
}
