// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import dev.pulser.adapters.coordinator.rpc.Messages;
import dev.pulser.adapters.coordinator.rpc.Reply;
import dev.pulser.adapters.coordinator.stdio.Exit;
import dev.pulser.adapters.coordinator.stdio.Line;
import dev.pulser.adapters.coordinator.stdio.ServerProcess;
import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.json.MalformedJson;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * JSON-RPC with one process of a server. Any number of requests at a time, from any thread.
 *
 * <p>Failure: what is no message is skipped and counted; an end of the process fails all that waits, at once.
 */
final class McpConnection implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(McpConnection.class);
    private static final int METHOD_NOT_FOUND = -32601;

    private final String server;
    private final int maxMessageBytes;
    private final Traffic traffic;
    private final AtomicLong ids = new AtomicLong();
    private final ConcurrentMap<Long, CompletableFuture<Reply>> waiting = new ConcurrentHashMap<>();
    private final CompletableFuture<ServerProcess> process = new CompletableFuture<>();
    private volatile @Nullable String ended;

    private McpConnection(String server, int maxMessageBytes, Traffic traffic) {
        this.server = server;
        this.maxMessageBytes = maxMessageBytes;
        this.traffic = traffic;
    }

    /** Starts the server's process. */
    static McpConnection open(ServerDefinition definition, int maxMessageBytes, Traffic traffic) throws IOException {
        var connection = new McpConnection(definition.name(), maxMessageBytes, traffic);
        var started = ServerProcess.start(
                definition.name(),
                definition.command(),
                definition.environment(),
                definition.folder(),
                maxMessageBytes,
                connection::receive);
        connection.process.complete(started);
        var _ = started.exit().thenAccept(connection::end);
        return connection;
    }

    /** Completes when the process has ended and everything that waited has been told. */
    CompletableFuture<Exit> exit() {
        return process.join().exit();
    }

    /** Whether its process has ended. */
    boolean isOver() {
        return ended != null;
    }

    /** Asks, and waits for the answer; {@link Reply.TimedOut} after {@code limit}. An interruption cancels the request. */
    Reply ask(String method, Map<String, Json> params, Duration limit) throws InterruptedException {
        var question = post(method, params);
        try {
            return question.answer().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            cancel(question, "timed out");
            return new Reply.TimedOut();
        } catch (InterruptedException e) {
            cancel(question, "cancelled");
            throw e;
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer never fails", e);
        }
    }

    /** A request on its way. */
    record Question(long id, CompletableFuture<Reply> answer) {}

    /** Sends a request without waiting. */
    Question post(String method, Map<String, Json> params) {
        var question = new Question(ids.incrementAndGet(), new CompletableFuture<>());
        var before = ended;
        if (before != null) {
            question.answer().complete(new Reply.NotSent(before));
            return question;
        }
        waiting.put(question.id(), question.answer());
        process.join().send(Messages.request(question.id(), method, params));
        var meanwhile = ended;
        if (meanwhile != null) { // it may have ended before this one stood in the list
            question.answer().complete(new Reply.Lost(meanwhile));
            waiting.remove(question.id());
        }
        return question;
    }

    private void cancel(Question question, String why) {
        if (waiting.remove(question.id()) != null) {
            tell(
                    "notifications/cancelled",
                    Map.of("requestId", new Json(Long.toString(question.id())), "reason", Json.string(why)));
        }
    }

    /** Sends a notification. */
    void tell(String method, Map<String, Json> params) {
        process.join().send(Messages.notification(method, params));
    }

    private void end(Exit exit) {
        var words = Excerpt.printable(exit.stderr());
        var reason = "its process ended with code %d%s".formatted(exit.code(), words.isEmpty() ? "" : ": " + words);
        ended = reason;
        waiting.keySet().forEach(id -> settle(id, new Reply.Lost(reason)));
    }

    private void settle(long id, Reply reply) {
        var answer = waiting.remove(id);
        if (answer == null) {
            traffic.unmatchedAnswer();
        } else {
            answer.complete(reply);
        }
    }

    private void receive(Line line) {
        switch (line) {
            case Line.Text(var text, var bytes) -> receive(text, bytes);
            case Line.TooLong tooLong -> receive(tooLong);
            case Line.Unreadable() -> skip("a line that is not UTF-8");
        }
    }

    private void receive(String text, int bytes) {
        if (text.isBlank()) {
            skip("a blank line");
            return;
        }
        try {
            var message = Json.parse(text).members();
            var version = message.get("jsonrpc");
            if (version == null || !version.asString().filter("2.0"::equals).isPresent()) {
                skip("a line that is no JSON-RPC 2.0 message");
            } else if (message.containsKey("method")) {
                serve(message);
            } else {
                accept(message, bytes);
            }
        } catch (MalformedJson e) {
            skip("a line that is not JSON");
        }
    }

    private void receive(Line.TooLong line) {
        skip("a line of %d bytes".formatted(line.bytes()));
        CutAnswer.idOf(line).ifPresent(id -> settle(id, new Reply.TooLarge(maxMessageBytes, line.bytes())));
    }

    /** A request of the server, or a notification. */
    private void serve(Map<String, Json> message) {
        var id = message.get("id");
        if (id == null) {
            return;
        }
        var method = message.getOrDefault("method", Json.NULL).asString().orElse("");
        if (method.equals("ping")) {
            process.join().send(Messages.result(id, Json.EMPTY_OBJECT));
        } else {
            traffic.refusedRequest();
            LOG.warnf("request of a server refused server=%s method=%s", server, Excerpt.printable(method));
            process.join().send(Messages.error(id, METHOD_NOT_FOUND, "not granted by this client"));
        }
    }

    private void accept(Map<String, Json> message, int bytes) {
        var id = message.getOrDefault("id", Json.NULL).text();
        if (!id.matches("\\d{1,18}")) {
            traffic.unmatchedAnswer();
            return;
        }
        settle(Long.parseLong(id), Messages.reply(message, bytes));
    }

    private void skip(String what) {
        long count = traffic.skipLine();
        if (Long.bitCount(count) == 1) { // the 1st, 2nd, 4th, 8th …: a flood must not flood the log
            LOG.warnf("stdout of a server skipped server=%s what=\"%s\" count=%d", server, what, count);
        }
    }

    @Override
    public void close() {
        process.join().close();
    }

    void kill() {
        process.join().kill();
    }
}
