// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.channel;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.telemetry.alert.Alert;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Channel of a Slack incoming webhook. Its URL is a secret, so neither logs nor errors show it. */
public final class SlackChannel implements AlertChannel, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final URI webhook;
    private final EgressPolicy egress;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** @throws IllegalArgumentException if {@code url} is invalid, or the egress policy does not allow it */
    public SlackChannel(String url, EgressPolicy egress) {
        this.webhook = parse(url);
        this.egress = egress;
        egress.refusal(webhook).ifPresent(refusal -> {
            throw new IllegalArgumentException("pulser.alerts.slack-url is not allowed: " + refusal);
        });
    }

    private static URI parse(String url) {
        try {
            return URI.create(url.strip());
        } catch (IllegalArgumentException _) {
            // without the cause, whose message contains the URL
            throw new IllegalArgumentException(
                    "pulser.alerts.slack-url must be a URL like https://hooks.slack.com/services/…");
        }
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public void send(Alert alert) throws AlertDeliveryException, InterruptedException {
        requireAllowed(webhook.getHost());
        var request = HttpRequest.newBuilder(webhook)
                .timeout(LIMIT)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body(alert)))
                .build();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            closeUnread(response.body());
            if (response.statusCode() / 100 != 2) {
                throw new AlertDeliveryException("HTTP status %d".formatted(response.statusCode()), null);
            }
        } catch (IOException e) {
            throw new AlertDeliveryException("no response: " + e.getClass().getSimpleName(), e);
        }
    }

    /** Closes the body without reading it: the status is enough, and the body may never end. */
    private static void closeUnread(InputStream body) {
        try {
            body.close();
        } catch (IOException _) {
            // the body is not needed
        }
    }

    /** Checks every address of the host; the JVM's cache keeps them for the connection that follows. */
    private void requireAllowed(String host) throws AlertDeliveryException {
        if (egress.allowsName(host)) {
            return;
        }
        try {
            for (var address : InetAddress.getAllByName(host)) {
                var refusal = egress.refusal(address);
                if (refusal.isPresent()) {
                    throw new AlertDeliveryException(refusal.get(), null);
                }
            }
        } catch (UnknownHostException e) {
            throw new AlertDeliveryException("the host name of pulser.alerts.slack-url cannot be resolved", e);
        }
    }

    private static String body(Alert alert) {
        return JSON.createObjectNode().put("text", escaped(alert.text())).toString();
    }

    /** Escapes Slack's control characters, so that the text contains no link or mention. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
