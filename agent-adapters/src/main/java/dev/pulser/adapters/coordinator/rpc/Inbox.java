// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.rpc;

import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
import dev.pulser.adapters.json.MalformedJson;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * What comes from a server: answers find who waits for them, a ping is answered, every other request is refused, and what
 * is no message is skipped and counted. Safe from any thread.
 */
public final class Inbox {

    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final int METHOD_NOT_FOUND = -32601;

    private final String server;
    private final Traffic traffic;
    private final Runnable toolsChanged;
    private final ConcurrentMap<Long, Waiting> waiting = new ConcurrentHashMap<>();

    /** @param toolsChanged is run when the server says that its list of tools is another */
    public Inbox(String server, Traffic traffic, Runnable toolsChanged) {
        this.server = server;
        this.traffic = traffic;
        this.toolsChanged = toolsChanged;
    }

    /** Has somebody wait for the answer to {@code id}. */
    public CompletableFuture<Reply> await(long id, Request request) {
        var waits = new Waiting(request.progress());
        waiting.put(id, waits);
        return waits.answer();
    }

    /** Whether somebody still waits for the answer to {@code id}. */
    public boolean awaits(long id) {
        return waiting.containsKey(id);
    }

    /** Nobody waits for {@code id} any more. Returns whether somebody did. */
    public boolean forget(long id) {
        return waiting.remove(id) != null;
    }

    public void settle(long id, Reply reply) {
        var waits = waiting.remove(id);
        if (waits == null) {
            traffic.unmatchedAnswer();
        } else {
            waits.answer().complete(reply);
        }
    }

    /** Nothing more will come. */
    public void settleAll(Reply reply) {
        waiting.keySet().forEach(id -> settle(id, reply));
    }

    /**
     * Takes one message.
     *
     * @param bytes its length as it came
     * @param back  sends a message to the server
     */
    public void receive(String text, int bytes, Consumer<String> back) {
        if (text.isBlank()) {
            skip("a blank line");
            return;
        }
        try {
            var message = Json.parse(text).members();
            var version = message.get("jsonrpc");
            if (version == null || !version.asString().filter("2.0"::equals).isPresent()) {
                skip("something that is no JSON-RPC 2.0 message");
            } else if (!message.containsKey("method")) {
                accept(message, bytes);
            } else if (message.containsKey("id")) {
                serve(message.get("id"), method(message), back);
            } else {
                hear(method(message), message.getOrDefault("params", Json.EMPTY_OBJECT));
            }
        } catch (MalformedJson e) {
            skip("something that is not JSON");
        }
    }

    private static String method(Map<String, Json> message) {
        return message.getOrDefault("method", Json.NULL).asString().orElse("");
    }

    private void serve(Json id, String method, Consumer<String> back) {
        if (method.equals("ping")) {
            back.accept(Messages.result(id, Json.EMPTY_OBJECT));
        } else {
            traffic.refusedRequest();
            LOG.warnf("request of a server refused server=%s method=%s", server, Excerpt.printable(method));
            back.accept(Messages.error(id, METHOD_NOT_FOUND, "not granted by this client"));
        }
    }

    private void hear(String method, Json params) {
        switch (method) {
            case "notifications/progress" -> progress(params.members());
            case "notifications/tools/list_changed" -> toolsChanged.run();
            default -> {} // log messages and the like: nobody asked for them
        }
    }

    private void progress(Map<String, Json> params) {
        var id = Messages.id(params.getOrDefault("progressToken", Json.NULL));
        var waits = id.isPresent() ? waiting.get(id.getAsLong()) : null;
        if (waits != null) {
            waits.progressed(params);
        }
    }

    private void accept(Map<String, Json> message, int bytes) {
        var id = Messages.id(message.getOrDefault("id", Json.NULL));
        if (id.isEmpty()) {
            traffic.unmatchedAnswer();
        } else {
            settle(id.getAsLong(), Messages.reply(message, bytes));
        }
    }

    /** Counts what is no message. */
    public void skip(String what) {
        long count = traffic.skip();
        if (Long.bitCount(count) == 1) { // the 1st, 2nd, 4th, 8th …: a flood must not flood the log
            LOG.warnf("message of a server skipped server=%s what=\"%s\" count=%d", server, what, count);
        }
    }
}
