// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.rpc;

import dev.pulser.contract.text.Excerpt;
import dev.pulser.service.json.Json;
import dev.pulser.service.json.MalformedJsonException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Dispatcher of messages from one server: completes pending requests, answers pings, rejects all other requests, and skips
 * and counts invalid messages. Thread-safe.
 */
public final class MessageDispatcher {

    private static final Logger LOG = Logger.getLogger(MessageDispatcher.class);
    private static final int METHOD_NOT_FOUND = -32601;

    private final String server;
    private final MessageCounters counters;
    private final Runnable toolsChanged;
    private final ConcurrentMap<Long, PendingRequest> pending = new ConcurrentHashMap<>();

    /** @param toolsChanged called for each {@code notifications/tools/list_changed}; must not block */
    public MessageDispatcher(String server, MessageCounters counters, Runnable toolsChanged) {
        this.server = server;
        this.counters = counters;
        this.toolsChanged = toolsChanged;
    }

    /** Registers a request and returns its future outcome. */
    public CompletableFuture<RequestOutcome> register(long id, RpcRequest request) {
        var added = new PendingRequest(request.progress());
        pending.put(id, added);
        return added.outcome();
    }

    public boolean isPending(long id) {
        return pending.containsKey(id);
    }

    /** Removes a pending request without completing it. Returns true if there was one. */
    public boolean remove(long id) {
        return pending.remove(id) != null;
    }

    /** Completes a pending request; counts an unmatched response if there is none. */
    public void complete(long id, RequestOutcome outcome) {
        var request = pending.remove(id);
        if (request == null) {
            counters.responseUnmatched();
        } else {
            request.outcome().complete(outcome);
        }
    }

    /** Completes all pending requests. */
    public void completeAll(RequestOutcome outcome) {
        pending.keySet().forEach(id -> complete(id, outcome));
    }

    /**
     * Dispatches one message.
     *
     * @param bytes size of the message as received
     * @param reply sends a message to the server
     */
    public void dispatch(String text, int bytes, Consumer<String> reply) {
        if (text.isBlank()) {
            skip("blank line");
            return;
        }
        try {
            var message = Json.parse(text).members();
            var version = message.get("jsonrpc");
            if (version == null || !version.asString().filter("2.0"::equals).isPresent()) {
                skip("not a JSON-RPC 2.0 message");
            } else if (!message.containsKey("method")) {
                onResponse(message, bytes);
            } else if (message.containsKey("id")) {
                onRequest(message.get("id"), method(message), reply);
            } else {
                onNotification(method(message), message.getOrDefault("params", Json.EMPTY_OBJECT));
            }
        } catch (MalformedJsonException e) {
            skip("not JSON");
        }
    }

    private static String method(Map<String, Json> message) {
        return message.getOrDefault("method", Json.NULL).asString().orElse("");
    }

    private void onRequest(Json id, String method, Consumer<String> reply) {
        if (method.equals("ping")) {
            reply.accept(RpcMessages.result(id, Json.EMPTY_OBJECT));
        } else {
            counters.requestRejected();
            LOG.warnf("Request of MCP server rejected server=%s method=%s", server, Excerpt.line(method));
            reply.accept(RpcMessages.error(id, METHOD_NOT_FOUND, "Not supported by this client"));
        }
    }

    private void onNotification(String method, Json params) {
        switch (method) {
            case "notifications/progress" -> onProgress(params.members());
            case "notifications/tools/list_changed" -> toolsChanged.run();
            default -> {} // other notifications are not used
        }
    }

    private void onProgress(Map<String, Json> params) {
        var id = RpcMessages.id(params.getOrDefault("progressToken", Json.NULL));
        var request = id.isPresent() ? pending.get(id.getAsLong()) : null;
        if (request != null) {
            request.onProgress(params);
        }
    }

    private void onResponse(Map<String, Json> message, int bytes) {
        var id = RpcMessages.id(message.getOrDefault("id", Json.NULL));
        if (id.isEmpty()) {
            counters.responseUnmatched();
        } else {
            complete(id.getAsLong(), RpcMessages.outcome(message, bytes));
        }
    }

    /** Counts an invalid message. */
    public void skip(String reason) {
        long count = counters.messageSkipped();
        if (Long.bitCount(count) == 1) { // the 1st, 2nd, 4th, 8th …, so that many messages do not flood the log
            LOG.warnf("Message of MCP server skipped server=%s reason=\"%s\" count=%d", server, reason, count);
        }
    }
}
