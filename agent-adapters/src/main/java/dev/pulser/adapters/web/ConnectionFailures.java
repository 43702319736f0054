// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.web;

import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.spi.Results;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.Outcome;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLHandshakeException;

/** What it means that no answer came. */
public final class ConnectionFailures {

    private ConnectionFailures() {}

    public static Outcome outcome(AgentName agent, URI endpoint, IOException error) {
        return switch (error) {
            case HttpConnectTimeoutException e ->
                unreachable(agent, endpoint, "it did not accept the connection in time");
            case UnknownHostException e -> unreachable(agent, endpoint, "the name has no address");
            case ConnectException e -> unreachable(agent, endpoint, causeOf(e));
            case SSLHandshakeException e -> unreachable(agent, endpoint, "the TLS handshake failed: " + message(e));
            // The request may have been read, and the work been done.
            default ->
                Results.unknown(
                        "agent-connection-lost",
                        "the connection to agent %s at %s broke before its answer was complete (%s)"
                                .formatted(agent, address(endpoint), message(error)));
        };
    }

    private static Outcome unreachable(AgentName agent, URI endpoint, String why) {
        return Results.retryable(
                "agent-unreachable", "agent %s cannot be reached at %s: %s".formatted(agent, address(endpoint), why));
    }

    private static String causeOf(ConnectException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "the name has no address";
            }
        }
        return "the connection was refused";
    }

    /** Without user, query and fragment: they may hold secrets. */
    private static String address(URI endpoint) {
        var port = endpoint.getPort() < 0 ? "" : ":" + endpoint.getPort();
        return endpoint.getScheme() + "://" + endpoint.getHost() + port + endpoint.getRawPath();
    }

    private static String message(IOException error) {
        return Excerpt.printable(String.valueOf(error.getMessage()));
    }
}
