// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.streamable;

import dev.pulser.adapters.coordinator.declared.ServerDefinition;
import dev.pulser.adapters.coordinator.rpc.End;
import dev.pulser.adapters.coordinator.rpc.Era;
import dev.pulser.adapters.coordinator.rpc.Inbox;
import dev.pulser.adapters.coordinator.rpc.McpConnection;
import dev.pulser.adapters.coordinator.rpc.Messages;
import dev.pulser.adapters.coordinator.rpc.Reply;
import dev.pulser.adapters.coordinator.rpc.Request;
import dev.pulser.adapters.json.Json;
import dev.pulser.contract.egress.EgressPolicy;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * JSON-RPC with one life of a server over HTTP: each request is a POST of its own, on a virtual thread of its own.
 *
 * <p>Failure: a request that breaks off is lost, others go on; the connection is over all the same, so that the next calls
 * wait until it is known whether the server is there and how it is spoken to now.
 */
public final class StreamableConnection implements McpConnection {

    private static final Logger LOG = Logger.getLogger(StreamableConnection.class);

    private final String name;
    private final int maxMessageBytes;
    private final Inbox inbox;
    private final Endpoint endpoint;
    private final Headers headers = new Headers();
    private final AtomicLong ids = new AtomicLong();
    private final ConcurrentMap<Long, Exchange> running = new ConcurrentHashMap<>();
    private final CompletableFuture<End> end = new CompletableFuture<>();

    private StreamableConnection(String name, int maxMessageBytes, Inbox inbox, Endpoint endpoint) {
        this.name = name;
        this.maxMessageBytes = maxMessageBytes;
        this.inbox = inbox;
        this.endpoint = endpoint;
    }

    /** Sends nothing yet. */
    public static StreamableConnection open(
            ServerDefinition.Url definition, int maxMessageBytes, Inbox inbox, EgressPolicy egress) {
        return new StreamableConnection(definition.name(), maxMessageBytes, inbox, new Endpoint(definition, egress));
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
        var exchange = new Exchange(this, id, request);
        running.put(id, exchange);
        exchange.start();
        return question;
    }

    @Override
    public void cancel(Question question, String why) {
        if (!inbox.forget(question.id())) {
            return;
        }
        breakOff(question.id());
        if (headers.era() instanceof Era.Legacy) { // in the newer era, a stream that is closed says it
            var _ = tell("notifications/cancelled", Messages.cancelled(question.id(), why));
        }
    }

    private void breakOff(long id) {
        var exchange = running.get(id);
        if (exchange != null) {
            exchange.breakOff();
        }
    }

    @Override
    public CompletableFuture<Void> tell(String method, Map<String, Json> params) {
        return send(Messages.notification(method, params));
    }

    /** Sends what nobody waits for an answer to. */
    private CompletableFuture<Void> send(String message) {
        var sent = new CompletableFuture<Void>();
        Thread.ofVirtual().name("mcp-" + name + "-tell").start(() -> {
            try {
                endpoint.post(message, headers.ofAnything()).body().close();
            } catch (IOException e) {
                LOG.debugf("message not sent server=%s error=%s", name, e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                sent.complete(null);
            }
        });
        return sent;
    }

    @Override
    public void speak(Era era) {
        headers.speak(era);
    }

    /** In the newer era there is nothing to be heard between answers. */
    @Override
    public void listen() {
        if (headers.era() instanceof Era.Legacy) {
            var stream = new ServerStream(this);
            var _ = end.thenRun(stream::stop);
            stream.start();
        }
    }

    @Override
    public CompletableFuture<End> end() {
        return end;
    }

    /** Takes nothing new from now on. */
    void end(End why) {
        if (end.complete(why)) {
            endpoint.retire();
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

    Inbox inbox() {
        return inbox;
    }

    Endpoint endpoint() {
        return endpoint;
    }

    Headers headers() {
        return headers;
    }

    /** Takes a message that came, and answers it where it is a request. */
    void receive(String text, int bytes) {
        inbox.receive(text, bytes, answer -> {
            var _ = send(answer);
        });
    }

    /** Says goodbye where there is a session to be ended, and breaks off what is left. */
    @Override
    public void close() {
        var wasOver = end.isDone();
        end.complete(End.lost("it was closed"));
        if (!wasOver && headers.session() != null) {
            try {
                endpoint.delete(headers.ofAnything());
            } catch (IOException e) {
                LOG.debugf("session not ended server=%s error=%s", name, e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        kill();
    }

    @Override
    public void kill() {
        end.complete(End.lost("it was closed"));
        running.values().forEach(Exchange::breakOff);
        inbox.settleAll(new Reply.Lost("it was closed"));
        endpoint.close();
    }
}
