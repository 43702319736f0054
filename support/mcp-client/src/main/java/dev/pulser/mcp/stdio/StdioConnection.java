// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.stdio;

import dev.pulser.contract.text.Excerpt;
import dev.pulser.mcp.declaration.ServerDefinition;
import dev.pulser.mcp.rpc.CloseReason;
import dev.pulser.mcp.rpc.McpConnection;
import dev.pulser.mcp.rpc.MessageDispatcher;
import dev.pulser.mcp.rpc.ProtocolRevision;
import dev.pulser.mcp.rpc.RequestOutcome;
import dev.pulser.mcp.rpc.RpcMessages;
import dev.pulser.mcp.rpc.RpcRequest;
import dev.pulser.service.json.Json;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Connection to a server process over its stdin and stdout.
 *
 * <p>Failure: invalid messages are skipped and counted; when the process ends, all pending requests fail immediately.
 */
public final class StdioConnection implements McpConnection {

    private final MessageDispatcher dispatcher;
    private final int maxMessageBytes;
    private final AtomicLong ids = new AtomicLong();
    private final CompletableFuture<ServerProcess> process = new CompletableFuture<>();
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

    private StdioConnection(MessageDispatcher dispatcher, int maxMessageBytes) {
        this.dispatcher = dispatcher;
        this.maxMessageBytes = maxMessageBytes;
    }

    /**
     * Starts the process of a server.
     *
     * @throws IOException if the program is missing or cannot be run; the message has the reason and the remedy
     */
    public static StdioConnection open(
            ServerDefinition.Stdio definition, int maxMessageBytes, MessageDispatcher dispatcher) throws IOException {
        var connection = new StdioConnection(dispatcher, maxMessageBytes);
        var started = ServerProcess.start(definition, maxMessageBytes, connection::receive);
        connection.process.complete(started);
        var _ = started.exit().thenAccept(connection::processExited);
        return connection;
    }

    @Override
    public SentRequest send(RpcRequest request) {
        long id = ids.incrementAndGet();
        if (closed.isDone()) {
            return new SentRequest(
                    id,
                    CompletableFuture.completedFuture(
                            new RequestOutcome.NotSent(closed.join().message())));
        }
        var sent = new SentRequest(id, dispatcher.register(id, request));
        write(request.toMessage(id));
        if (closed.isDone()) { // the process may have ended before the request was registered
            dispatcher.remove(id);
            sent.outcome().complete(new RequestOutcome.Lost(closed.join().message()));
        }
        return sent;
    }

    @Override
    public void cancel(SentRequest request, String reason) {
        if (dispatcher.remove(request.id())) {
            var _ = sendNotification("notifications/cancelled", RpcMessages.cancelledParams(request.id(), reason));
        }
    }

    @Override
    public CompletableFuture<Void> sendNotification(String method, Map<String, Json> params) {
        write(RpcMessages.notification(method, params));
        return CompletableFuture.completedFuture(null);
    }

    private void write(String message) {
        process.join().send(message);
    }

    /** Does nothing: messages on stdio are the same in all revisions. */
    @Override
    public void useRevision(ProtocolRevision revision) {}

    /** Does nothing: stdout carries all messages. */
    @Override
    public void openServerStream() {}

    @Override
    public CompletableFuture<CloseReason> closed() {
        return closed;
    }

    private void processExited(ProcessExit exit) {
        var stderr = Excerpt.line(exit.stderr());
        var reason = "Process exited with code %d%s".formatted(exit.code(), stderr.isEmpty() ? "" : ": " + stderr);
        closed.complete(CloseReason.retryable(reason));
        dispatcher.completeAll(new RequestOutcome.Lost(reason));
    }

    private void receive(StdoutLine line) {
        switch (line) {
            case StdoutLine.Text(var text, var bytes) -> dispatcher.dispatch(text, bytes, this::write);
            case StdoutLine.TooLong tooLong -> receive(tooLong);
            case StdoutLine.InvalidUtf8() -> dispatcher.skip("not UTF-8");
        }
    }

    private void receive(StdoutLine.TooLong line) {
        dispatcher.skip("line of %d bytes".formatted(line.bytes()));
        TruncatedResponse.idOf(line)
                .ifPresent(id -> dispatcher.complete(id, new RequestOutcome.TooLarge(maxMessageBytes, line.bytes())));
    }

    @Override
    public void close() {
        process.join().close();
    }

    @Override
    public void abort() {
        process.join().kill();
    }
}
