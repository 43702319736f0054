// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.session;

import dev.pulser.mcp.rpc.McpConnection;
import dev.pulser.mcp.rpc.MessageCounters;
import dev.pulser.mcp.rpc.ProtocolRevision;
import dev.pulser.mcp.rpc.RequestOutcome;
import dev.pulser.mcp.rpc.RpcRequest;
import dev.pulser.mcp.rpc.ToolProgress;
import dev.pulser.mcp.tools.OutputSchemaValidator;
import dev.pulser.mcp.tools.ToolList;
import dev.pulser.mcp.tools.ToolParameterHeaders;
import dev.pulser.service.json.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Session with one running server: lists its tools, calls them and pings the server. Thread-safe. */
public final class McpClientSession {

    private static final Logger LOG = Logger.getLogger(McpClientSession.class);

    /** HeaderMismatch: the parameter headers were derived from an outdated tool list. */
    private static final long HEADER_MISMATCH = -32020;

    private final String server;
    private final McpConnection connection;
    private final ProtocolRevision revision;
    private final Timeouts timeouts;
    private final MessageCounters counters;
    private volatile ToolListState tools;

    /** Tool list that was received last, with what is derived from it. */
    private record ToolListState(
            ToolList list,
            OutputSchemaValidator validator,
            @Nullable Duration ttl) {}

    /**
     * Timeouts of requests.
     *
     * @param listTools timeout of each page of the tool list
     * @param callTool  timeout of a tool call
     */
    public record Timeouts(Duration listTools, Duration callTool) {}

    public McpClientSession(
            String server,
            McpConnection connection,
            ProtocolRevision revision,
            Timeouts timeouts,
            MessageCounters counters) {
        this.server = server;
        this.connection = connection;
        this.revision = revision;
        this.timeouts = timeouts;
        this.counters = counters;
        this.tools = new ToolListState(ToolList.EMPTY, OutputSchemaValidator.of(server, ToolList.EMPTY), null);
    }

    /** Returns the protocol version. */
    public String version() {
        return revision.version();
    }

    /** Returns true if the connection of this session is closed. */
    public boolean isClosed() {
        return connection.isClosed();
    }

    /** Calls a tool without a progress listener. */
    public RequestOutcome callTool(String tool, Json arguments, ToolCallContext context) throws InterruptedException {
        return callTool(tool, arguments, context, null);
    }

    /**
     * Calls a tool and waits for its outcome, up to {@code pulser.mcp.call-timeout} regardless of progress. A call that the
     * server may have processed is never repeated.
     *
     * @param progress listener for progress, called on a thread of the connection and must not block; null to receive none
     * @throws InterruptedException if the thread is interrupted; the call is canceled
     */
    public RequestOutcome callTool(
            String tool, Json arguments, ToolCallContext context, @Nullable Consumer<ToolProgress> progress)
            throws InterruptedException {
        var outcome = connection.sendAndWait(request(tool, arguments, context, progress), timeouts.callTool());
        if (outcome instanceof RequestOutcome.ErrorResponse error
                && error.code() == HEADER_MISMATCH
                && refreshTools()
                && isCurrent(tool, context.definitionHash())) {
            // The server rejected the first request before processing it.
            outcome = connection.sendAndWait(request(tool, arguments, context, progress), timeouts.callTool());
        }
        if (outcome instanceof RequestOutcome.Result(var result, var _) && requiresInput(result)) {
            counters.requestRejected();
            LOG.warnf("Tool requested input, which is not supported server=%s tool=%s", server, tool);
        }
        return outcome;
    }

    /** Pings the server. Any outcome but {@link RequestOutcome.TimedOut} on an open connection is a response. */
    public RequestOutcome ping(Duration timeout) throws InterruptedException {
        var method = switch (revision) {
            case ProtocolRevision.Handshake _ -> "ping";
            case ProtocolRevision.Stateless _ -> "server/discover";
        };
        return connection.sendAndWait(RpcRequest.of(method, revision.meta(), Map.of()), timeout);
    }

    private RpcRequest request(
            String tool, Json arguments, ToolCallContext context, @Nullable Consumer<ToolProgress> progress) {
        var meta = new LinkedHashMap<>(revision.meta());
        meta.put("dev.pulser/idempotency-key", Json.string(context.idempotencyKey()));
        meta.put("dev.pulser/attempt", new Json(Integer.toString(context.attempt())));
        if (context.traceparent() != null) {
            meta.put("traceparent", Json.string(context.traceparent()));
        }
        var params = new LinkedHashMap<String, Json>();
        params.put("name", Json.string(tool));
        params.put("arguments", arguments);
        var definition = tools.list().tools().get(tool);
        var headers = definition == null ? Map.<String, String>of() : ToolParameterHeaders.of(definition, arguments);
        return new RpcRequest("tools/call", meta, params, headers, progress);
    }

    private boolean refreshTools() throws InterruptedException {
        try {
            listTools();
            return true;
        } catch (ServerStartException e) {
            LOG.warnf("Tool list not refreshed server=%s reason=\"%s\"", server, e.getMessage());
            return false;
        }
    }

    private boolean isCurrent(String tool, @Nullable String definitionHash) {
        var current = tools.list().tools().get(tool);
        return definitionHash == null || (current != null && current.hash().equals(definitionHash));
    }

    private static boolean requiresInput(Json result) {
        var type = result.member("resultType");
        return type != null && type.asString().filter("input_required"::equals).isPresent();
    }

    /** Validates the structured content of a result against the output schema of its tool. Empty if it is valid. */
    public Optional<String> outputError(String tool, @Nullable Json structuredContent) {
        return tools.validator().error(tool, structuredContent);
    }

    /** Requests all pages of the tool list, up to the limits of {@link ToolListPages}. */
    public ToolList listTools() throws ServerStartException, InterruptedException {
        var pages = new ToolListPages(server);
        var params = new LinkedHashMap<String, Json>();
        for (var cursor = pages.add(requestPage(params)); cursor != null; cursor = pages.add(requestPage(params))) {
            params.put("cursor", cursor);
        }
        var list = pages.toList();
        var previous = tools;
        var validator = list.equals(previous.list()) ? previous.validator() : OutputSchemaValidator.of(server, list);
        tools = new ToolListState(list, validator, pages.ttl());
        return list;
    }

    private RequestOutcome requestPage(Map<String, Json> params) throws InterruptedException {
        return connection.sendAndWait(RpcRequest.of("tools/list", revision.meta(), params), timeouts.listTools());
    }

    /** Returns the TTL that the server set for its tool list; null if it set none. */
    public @Nullable Duration toolListTtl() {
        return tools.ttl();
    }
}
