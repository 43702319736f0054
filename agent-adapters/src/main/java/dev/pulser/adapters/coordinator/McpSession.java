// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import dev.pulser.adapters.coordinator.rpc.Era;
import dev.pulser.adapters.coordinator.rpc.McpConnection;
import dev.pulser.adapters.coordinator.rpc.Reply;
import dev.pulser.adapters.coordinator.rpc.Request;
import dev.pulser.adapters.coordinator.rpc.ToolProgress;
import dev.pulser.adapters.coordinator.rpc.Traffic;
import dev.pulser.adapters.coordinator.tools.AnswerChecks;
import dev.pulser.adapters.coordinator.tools.ToolHeaders;
import dev.pulser.adapters.coordinator.tools.ToolListing;
import dev.pulser.adapters.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A started server: how it is spoken to, and its tools. Safe from any thread. */
public final class McpSession {

    private static final Logger LOG = Logger.getLogger(McpSession.class);

    /** The headers do not say what the body says: the list of tools, which says what they are made of, is an old one. */
    private static final long HEADER_MISMATCH = -32020;

    private final String server;
    private final McpConnection connection;
    private final Era era;
    private final Duration listLimit;
    private final Duration callTimeout;
    private final Traffic traffic;
    private volatile Known known;

    /** What it listed last. */
    private record Known(
            ToolListing listing,
            AnswerChecks checks,
            @Nullable Duration fresh) {}

    McpSession(String server, McpConnection connection, Era era, McpConfig config, Traffic traffic) {
        this.server = server;
        this.connection = connection;
        this.era = era;
        this.listLimit = config.startTimeout();
        this.callTimeout = config.callTimeout();
        this.traffic = traffic;
        this.known = new Known(ToolListing.EMPTY, AnswerChecks.of(server, ToolListing.EMPTY), null);
    }

    /** Version of the protocol. */
    public String version() {
        return era.version();
    }

    /** Whether the process of this session has ended, or the way to it is broken. */
    boolean isOver() {
        return connection.isOver();
    }

    /** Calls a tool and waits. An interruption cancels the call. */
    public Reply call(String tool, Json arguments, ToolCallContext context) throws InterruptedException {
        return call(tool, arguments, context, null);
    }

    /**
     * Calls a tool and waits, at most as long as configured, whatever progress it makes. An interruption cancels the call.
     * It is made once: what is lost on the way is lost.
     *
     * @param progress is told how far it has come, on a thread that must not be held up; null asks for no word of it
     */
    public Reply call(String tool, Json arguments, ToolCallContext context, @Nullable Consumer<ToolProgress> progress)
            throws InterruptedException {
        var reply = connection.ask(request(tool, arguments, context, progress), callTimeout);
        if (reply instanceof Reply.Refused refused
                && refused.code() == HEADER_MISMATCH
                && listsAgain()
                && isStill(tool, context.definition())) {
            reply = connection.ask(request(tool, arguments, context, progress), callTimeout); // it was not taken before
        }
        if (reply instanceof Reply.Result(var result, var _) && asksBack(result)) {
            traffic.refusedRequest();
            LOG.warnf("question of a server refused server=%s tool=%s", server, tool);
        }
        return reply;
    }

    /** Asks for nothing but an answer: any but {@link Reply.TimedOut} is one, as long as the connection lives. */
    public Reply ping(Duration limit) throws InterruptedException {
        var method = switch (era) {
            case Era.Legacy _ -> "ping";
            case Era.Modern _ -> "server/discover";
        };
        return connection.ask(Request.of(method, era.meta(), Map.of()), limit);
    }

    private Request request(
            String tool, Json arguments, ToolCallContext context, @Nullable Consumer<ToolProgress> progress) {
        var meta = new LinkedHashMap<>(era.meta());
        meta.put("dev.pulser/idempotency-key", Json.string(context.idempotencyKey()));
        meta.put("dev.pulser/attempt", new Json(Integer.toString(context.attempt())));
        if (context.traceparent() != null) {
            meta.put("traceparent", Json.string(context.traceparent()));
        }
        var params = new LinkedHashMap<String, Json>();
        params.put("name", Json.string(tool));
        params.put("arguments", arguments);
        var definition = known.listing().tools().get(tool);
        var headers = definition == null ? Map.<String, String>of() : ToolHeaders.of(definition, arguments);
        return new Request("tools/call", meta, params, headers, progress);
    }

    private boolean listsAgain() throws InterruptedException {
        try {
            listTools();
            return true;
        } catch (StartFailure e) {
            LOG.warnf("tools not listed again server=%s reason=\"%s\"", server, e.getMessage());
            return false;
        }
    }

    /** A call that was judged by another definition is not for this session to repeat. */
    private boolean isStill(String tool, @Nullable String definition) {
        var present = known.listing().tools().get(tool);
        return definition == null || (present != null && present.hash().equals(definition));
    }

    private static boolean asksBack(Json result) {
        var type = result.member("resultType");
        return type != null && type.asString().filter("input_required"::equals).isPresent();
    }

    /** What is wrong with the content of a tool's answer, by what its definition promises; empty where nothing is. */
    public Optional<String> faultOf(String tool, @Nullable Json structuredContent) {
        return known.checks().fault(tool, structuredContent);
    }

    /** Asks for the tools, page by page, as far as the caps. */
    ToolListing listTools() throws StartFailure, InterruptedException {
        var pages = new ToolPages(server);
        var params = new LinkedHashMap<String, Json>();
        for (var next = pages.add(ask(params)); next != null; next = pages.add(ask(params))) {
            params.put("cursor", next);
        }
        var listing = pages.listing();
        var before = known;
        var checks = listing.equals(before.listing()) ? before.checks() : AnswerChecks.of(server, listing);
        known = new Known(listing, checks, pages.fresh());
        return listing;
    }

    private Reply ask(Map<String, Json> params) throws InterruptedException {
        return connection.ask(Request.of("tools/list", era.meta(), params), listLimit);
    }

    /** How long the server says that its list holds; null where it does not say. */
    @Nullable
    Duration fresh() {
        return known.fresh();
    }
}
