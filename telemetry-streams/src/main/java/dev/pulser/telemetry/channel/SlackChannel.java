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

/** A Slack incoming webhook. Its address is a secret, so neither logs nor errors show it. */
public final class SlackChannel implements Channel, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final URI webhook;
    private final EgressPolicy egress;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** @throws IllegalArgumentException where {@code url} is no address that may be connected to */
    public SlackChannel(String url, EgressPolicy egress) {
        this.webhook = parse(url);
        this.egress = egress;
        egress.refusal(webhook).ifPresent(refusal -> {
            throw new IllegalArgumentException("pulser.alerts.slack-url cannot be used: " + refusal);
        });
    }

    private static URI parse(String url) {
        try {
            return URI.create(url.strip());
        } catch (IllegalArgumentException _) {
            // Without the cause, whose message shows the address.
            throw new IllegalArgumentException(
                    "pulser.alerts.slack-url is no address; it looks like https://hooks.slack.com/services/…");
        }
    }

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public void send(Alert alert) throws NotDelivered, InterruptedException {
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
                throw new NotDelivered("it answered %d".formatted(response.statusCode()), null);
            }
        } catch (IOException e) {
            throw new NotDelivered("no answer: " + e.getClass().getSimpleName(), e);
        }
    }

    /** The answer's status says it all, and its body may never end. */
    private static void closeUnread(InputStream body) {
        try {
            body.close();
        } catch (IOException _) {
            // Nothing was to be read.
        }
    }

    /** Every address the name has now; the platform keeps them for the connection that follows. */
    private void requireAllowed(String host) throws NotDelivered {
        if (egress.allowsName(host)) {
            return;
        }
        try {
            for (var address : InetAddress.getAllByName(host)) {
                var refusal = egress.refusal(address);
                if (refusal.isPresent()) {
                    throw new NotDelivered(refusal.get(), null);
                }
            }
        } catch (UnknownHostException e) {
            throw new NotDelivered("its host has no address", e);
        }
    }

    private static String body(Alert alert) {
        return JSON.createObjectNode().put("text", escaped(alert.text())).toString();
    }

    /** So that nothing in it is a link, a mention or a call to everybody. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
