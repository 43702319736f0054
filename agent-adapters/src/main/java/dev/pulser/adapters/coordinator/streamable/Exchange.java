// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.streamable;

import dev.pulser.adapters.coordinator.rpc.End;
import dev.pulser.adapters.coordinator.rpc.Messages;
import dev.pulser.adapters.coordinator.rpc.Reply;
import dev.pulser.adapters.coordinator.rpc.Request;
import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.json.MalformedJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** One request on its way: sent once, and its answer waited for, on one stream or, in the older era, on several. */
final class Exchange {

    private static final int MAX_WORDS_BYTES = 65_536;

    private final StreamableConnection connection;
    private final long id;
    private final Request request;
    private final Thread thread;
    private volatile boolean brokenOff;

    Exchange(StreamableConnection connection, long id, Request request) {
        this.connection = connection;
        this.id = id;
        this.request = request;
        this.thread = Thread.ofVirtual()
                .name("mcp-%s-%d".formatted(connection.name(), id))
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Nobody waits for the answer any more. */
    void breakOff() {
        brokenOff = true;
        thread.interrupt();
    }

    private void run() {
        try {
            var answer = connection
                    .endpoint()
                    .post(request.message(id), connection.headers().of(request));
            try (var body = answer.body()) {
                take(answer, body);
            }
        } catch (EgressBlocked e) {
            over(new End(End.EGRESS_BLOCKED, message(e)), new Reply.NotSent(message(e)));
        } catch (ConnectException | HttpConnectTimeoutException | UnknownHostException | SSLHandshakeException e) {
            var reason = "it cannot be reached: " + message(e);
            over(End.lost(reason), new Reply.NotSent(reason));
        } catch (IOException e) {
            var reason = "the connection broke: " + message(e);
            over(End.lost(reason), new Reply.Lost(reason));
        } catch (InterruptedException e) {
            settle(new Reply.Lost("it was broken off"));
        } finally {
            connection.done(id);
        }
    }

    private static String message(IOException e) {
        var message = e.getMessage();
        return Excerpt.printable(message == null ? e.getClass().getSimpleName() : message);
    }

    /** The connection first, so that who learns of the reply finds it over. */
    private void over(End end, Reply reply) {
        if (!brokenOff) {
            connection.end(end);
        }
        settle(reply);
    }

    private void settle(Reply reply) {
        if (connection.inbox().awaits(id)) {
            connection.inbox().settle(id, reply);
        }
    }

    private void take(HttpResponse<InputStream> answer, InputStream body) throws IOException, InterruptedException {
        int status = answer.statusCode();
        if (status >= 300) {
            refused(status, body);
            return;
        }
        if (request.method().equals("initialize")) {
            answer.headers().firstValue("Mcp-Session-Id").ifPresent(connection.headers()::join);
        }
        var type = answer.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("application/json")) {
            whole(answer, body);
        } else if (type.startsWith("text/event-stream")) {
            new AnswerStream(connection, id).follow(body);
        } else {
            noAnswer("HTTP %d with content type \"%s\", neither JSON nor events"
                    .formatted(status, Excerpt.printable(type)));
        }
    }

    private void whole(HttpResponse<InputStream> answer, InputStream body) throws IOException {
        int limit = connection.maxMessageBytes();
        long announced = answer.headers().firstValueAsLong("Content-Length").orElse(0);
        var bytes = announced > limit ? new byte[0] : body.readNBytes(limit + 1);
        if (announced > limit || bytes.length > limit) {
            settle(new Reply.TooLarge(limit, Math.max(announced, bytes.length)));
            return;
        }
        connection.receive(new String(bytes, StandardCharsets.UTF_8), bytes.length);
        noAnswer("its body is no response to the request");
    }

    /** What it did is unknown; unless it was only asked who it is, where another question follows. */
    private void noAnswer(String what) {
        settle(
                connection.headers().era() == null
                        ? new Reply.Refused(0, what, null, 0)
                        : new Reply.Lost("it gave no answer: " + what));
    }

    private void refused(int status, InputStream body) throws IOException {
        var bytes = body.readNBytes(Math.min(MAX_WORDS_BYTES, connection.maxMessageBytes()));
        var words = new String(bytes, StandardCharsets.UTF_8);
        var verdict = Verdict.of(
                new Verdict.Answer(status, error(words, bytes.length), words),
                connection.headers().era(),
                connection.headers().session() != null);
        var end = verdict.end();
        if (end == null) {
            settle(verdict.reply());
        } else {
            over(end, verdict.reply());
        }
    }

    /** The JSON-RPC error that a body is; null when it is something else. */
    private static Reply.@Nullable Refused error(String body, int bytes) {
        try {
            var members = Json.parse(body).members();
            return members.containsKey("error") && Messages.reply(members, bytes) instanceof Reply.Refused refused
                    ? refused
                    : null;
        } catch (MalformedJson e) {
            return null;
        }
    }
}
