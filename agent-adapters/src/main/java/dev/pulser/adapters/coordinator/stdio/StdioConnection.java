// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.stdio;

import dev.pulser.adapters.coordinator.declared.ServerDefinition;
import dev.pulser.adapters.coordinator.rpc.End;
import dev.pulser.adapters.coordinator.rpc.Era;
import dev.pulser.adapters.coordinator.rpc.Inbox;
import dev.pulser.adapters.coordinator.rpc.McpConnection;
import dev.pulser.adapters.coordinator.rpc.Messages;
import dev.pulser.adapters.coordinator.rpc.Reply;
import dev.pulser.adapters.coordinator.rpc.Request;
import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * JSON-RPC with one process of a server, a message a line.
 *
 * <p>Failure: what is no message is skipped and counted; an end of the process fails all that waits, at once.
 */
public final class StdioConnection implements McpConnection {

    private final Inbox inbox;
    private final int maxMessageBytes;
    private final AtomicLong ids = new AtomicLong();
    private final CompletableFuture<ServerProcess> process = new CompletableFuture<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();

    private StdioConnection(Inbox inbox, int maxMessageBytes) {
        this.inbox = inbox;
        this.maxMessageBytes = maxMessageBytes;
    }

    /**
     * Starts the server's process.
     *
     * @throws IOException where there is no such program, or it cannot be run; the message says which, and the way out
     */
    public static StdioConnection open(ServerDefinition.Command definition, int maxMessageBytes, Inbox inbox)
            throws IOException {
        var connection = new StdioConnection(inbox, maxMessageBytes);
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

    @Override
    public Question post(Request request) {
        long id = ids.incrementAndGet();
        if (end.isDone()) {
            return new Question(
                    id,
                    CompletableFuture.completedFuture(
                            new Reply.NotSent(end.join().reason())));
        }
        var question = new Question(id, inbox.await(id, request));
        send(request.message(id));
        if (end.isDone()) { // it may have ended before this one waited
            var reply = new Reply.Lost(end.join().reason());
            inbox.forget(id);
            question.answer().complete(reply);
        }
        return question;
    }

    @Override
    public void cancel(Question question, String why) {
        if (inbox.forget(question.id())) {
            var _ = tell("notifications/cancelled", Messages.cancelled(question.id(), why));
        }
    }

    @Override
    public CompletableFuture<Void> tell(String method, Map<String, Json> params) {
        send(Messages.notification(method, params));
        return CompletableFuture.completedFuture(null);
    }

    private void send(String message) {
        process.join().send(message);
    }

    /** Lines look the same in both eras. */
    @Override
    public void speak(Era era) {}

    /** It hears everything anyway. */
    @Override
    public void listen() {}

    @Override
    public CompletableFuture<End> end() {
        return end;
    }

    private void end(Exit exit) {
        var words = Excerpt.printable(exit.stderr());
        var reason = "its process ended with code %d%s".formatted(exit.code(), words.isEmpty() ? "" : ": " + words);
        end.complete(End.lost(reason));
        inbox.settleAll(new Reply.Lost(reason));
    }

    private void receive(Line line) {
        switch (line) {
            case Line.Text(var text, var bytes) -> inbox.receive(text, bytes, this::send);
            case Line.TooLong tooLong -> receive(tooLong);
            case Line.Unreadable() -> inbox.skip("a line that is not UTF-8");
        }
    }

    private void receive(Line.TooLong line) {
        inbox.skip("a line of %d bytes".formatted(line.bytes()));
        CutAnswer.idOf(line).ifPresent(id -> inbox.settle(id, new Reply.TooLarge(maxMessageBytes, line.bytes())));
    }

    @Override
    public void close() {
        process.join().close();
    }

    @Override
    public void kill() {
        process.join().kill();
    }
}
