// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.http;

import dev.pulser.mcp.declaration.ServerDefinition;
import dev.pulser.mcp.rpc.CloseReason;
import dev.pulser.mcp.rpc.McpConnection;
import dev.pulser.mcp.rpc.MessageDispatcher;
import dev.pulser.mcp.rpc.ProtocolRevision;
import dev.pulser.mcp.rpc.RequestOutcome;
import dev.pulser.mcp.rpc.RpcMessages;
import dev.pulser.mcp.rpc.RpcRequest;
import dev.pulser.service.egress.Egress;
import dev.pulser.service.json.Json;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Connection to a server over Streamable HTTP. Each request is a POST on its own virtual thread.
 *
 * <p>Failure: a broken request is lost and closes the connection to new requests, so that later calls wait for a new version
 * negotiation. Other running requests continue.
 */
public final class StreamableHttpConnection implements McpConnection {

    private static final Logger LOG = Logger.getLogger(StreamableHttpConnection.class);
    private static final CloseReason CLOSED = CloseReason.retryable("Connection closed");

    private final String name;
    private final int maxMessageBytes;
    private final MessageDispatcher dispatcher;
    private final HttpEndpoint endpoint;
    private final McpHeaders headers = new McpHeaders();
    private final AtomicLong ids = new AtomicLong();
    private final ConcurrentMap<Long, PostExchange> running = new ConcurrentHashMap<>();
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();

    private StreamableHttpConnection(
            String name, int maxMessageBytes, MessageDispatcher dispatcher, HttpEndpoint endpoint) {
        this.name = name;
        this.maxMessageBytes = maxMessageBytes;
        this.dispatcher = dispatcher;
        this.endpoint = endpoint;
    }

    /** Creates a connection. Nothing is sent before the first request. */
    public static StreamableHttpConnection open(
            ServerDefinition.Http definition, int maxMessageBytes, MessageDispatcher dispatcher, Egress egress) {
        return new StreamableHttpConnection(
                definition.name(), maxMessageBytes, dispatcher, new HttpEndpoint(definition, egress));
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
        var exchange = new PostExchange(this, id, request);
        running.put(id, exchange);
        exchange.start();
        return sent;
    }

    @Override
    public void cancel(SentRequest request, String reason) {
        if (!dispatcher.remove(request.id())) {
            return;
        }
        abort(request.id());
        if (headers.revision() instanceof ProtocolRevision.Handshake) { // the stateless revision cancels by closing
            var _ = sendNotification("notifications/cancelled", RpcMessages.cancelledParams(request.id(), reason));
        }
    }

    private void abort(long id) {
        var exchange = running.get(id);
        if (exchange != null) {
            exchange.abort();
        }
    }

    @Override
    public CompletableFuture<Void> sendNotification(String method, Map<String, Json> params) {
        return postWithoutResponse(RpcMessages.notification(method, params));
    }

    private CompletableFuture<Void> postWithoutResponse(String message) {
        var sent = new CompletableFuture<Void>();
        Thread.ofVirtual().name("mcp-" + name + "-notify").start(() -> {
            try {
                endpoint.post(message, headers.ofSession()).body().close();
            } catch (IOException e) {
                LOG.debugf("Message not sent server=%s error=%s", name, e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                sent.complete(null);
            }
        });
        return sent;
    }

    @Override
    public void useRevision(ProtocolRevision revision) {
        headers.setRevision(revision);
    }

    /** Does nothing with the stateless revision, which has no such stream. */
    @Override
    public void openServerStream() {
        if (headers.revision() instanceof ProtocolRevision.Handshake) {
            var stream = new ServerStream(this);
            var _ = closed.thenRun(stream::stop);
            stream.start();
        }
    }

    @Override
    public CompletableFuture<CloseReason> closed() {
        return closed;
    }

    /** Closes the connection to new requests; running requests continue. */
    void end(CloseReason reason) {
        if (closed.complete(reason)) {
            endpoint.shutdown();
        }
    }

    void done(long id) {
        running.remove(id);
    }

    String name() {
        return name;
    }

    int maxMessageBytes() {
        return maxMessageBytes;
    }

    MessageDispatcher dispatcher() {
        return dispatcher;
    }

    HttpEndpoint endpoint() {
        return endpoint;
    }

    McpHeaders headers() {
        return headers;
    }

    /** Dispatches a message that arrived in a response or stream. */
    void receive(String text, int bytes) {
        dispatcher.dispatch(text, bytes, reply -> {
            var _ = postWithoutResponse(reply);
        });
    }

    /** Ends the session with DELETE if there is one, and aborts running requests. */
    @Override
    public void close() {
        var wasClosed = closed.isDone();
        closed.complete(CLOSED);
        if (!wasClosed && headers.session() != null) {
            try {
                endpoint.delete(headers.ofSession());
            } catch (IOException e) {
                LOG.debugf("Session not ended server=%s error=%s", name, e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        abort();
    }

    @Override
    public void abort() {
        closed.complete(CLOSED);
        running.values().forEach(PostExchange::abort);
        dispatcher.completeAll(new RequestOutcome.Lost(CLOSED.message()));
        endpoint.shutdownNow();
    }
}
