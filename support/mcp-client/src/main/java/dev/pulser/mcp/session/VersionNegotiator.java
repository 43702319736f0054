// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.session;

import dev.pulser.contract.text.Excerpt;
import dev.pulser.mcp.rpc.CloseReason;
import dev.pulser.mcp.rpc.McpConnection;
import dev.pulser.mcp.rpc.ProtocolRevision;
import dev.pulser.mcp.rpc.RequestOutcome;
import dev.pulser.mcp.rpc.RpcRequest;
import dev.pulser.service.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Negotiation of the protocol version with a server. Sends {@code server/discover} of the stateless revision first, and {@code
 * initialize} if the server does not support it or does not respond. The client announces no capabilities.
 */
public final class VersionNegotiator {

    private static final long UNSUPPORTED_VERSION = -32022;

    private final McpConnection connection;
    private final Duration discoverTimeout;
    private final Duration timeout;

    /**
     * @param discoverTimeout wait for {@code server/discover} before {@code initialize} is sent as well
     * @param timeout         timeout of {@code initialize}
     */
    public VersionNegotiator(McpConnection connection, Duration discoverTimeout, Duration timeout) {
        this.connection = connection;
        this.discoverTimeout = discoverTimeout;
        this.timeout = timeout;
    }

    /** Uses the declared version without discovery. */
    public ProtocolRevision useDeclared(String version) throws ServerStartException, InterruptedException {
        var revision = ProtocolRevision.of(version).orElseThrow();
        return begin(
                switch (revision) {
                    case ProtocolRevision.Stateless stateless -> stateless;
                    case ProtocolRevision.Handshake handshake -> awaitHandshake(initialize(handshake.version()), null);
                });
    }

    /**
     * Negotiates the version.
     *
     * @param skipDiscover true if the process exited at {@code server/discover} before
     */
    public ProtocolRevision negotiate(boolean skipDiscover) throws ServerStartException, InterruptedException {
        return begin(
                skipDiscover
                        ? awaitHandshake(initialize(ProtocolRevision.HANDSHAKE_VERSIONS.getFirst()), null)
                        : discover());
    }

    private ProtocolRevision begin(ProtocolRevision revision) throws InterruptedException {
        connection.useRevision(revision);
        if (revision instanceof ProtocolRevision.Handshake) {
            await(connection.sendNotification("notifications/initialized", Map.of()), timeout);
        }
        connection.openServerStream();
        return revision;
    }

    private ProtocolRevision discover() throws ServerStartException, InterruptedException {
        var preferred = new ProtocolRevision.Stateless(ProtocolRevision.STATELESS_VERSIONS.getFirst());
        var discovery = connection
                .send(RpcRequest.of("server/discover", preferred.meta(), Map.of()))
                .outcome();
        var outcome = await(discovery, discoverTimeout);
        if (outcome.isPresent()) {
            var revision = stateless(outcome.get());
            if (revision.isPresent()) {
                return revision.get();
            }
            discovery = null;
        }
        return awaitHandshake(initialize(ProtocolRevision.HANDSHAKE_VERSIONS.getFirst()), discovery);
    }

    private CompletableFuture<RequestOutcome> initialize(String version) {
        var params = Map.of(
                "protocolVersion",
                Json.string(version),
                "capabilities",
                Json.EMPTY_OBJECT,
                "clientInfo",
                ProtocolRevision.CLIENT_INFO);
        return connection.send(RpcRequest.of("initialize", Map.of(), params)).outcome();
    }

    /**
     * Waits for the response to {@code initialize}, or for a late one to {@code server/discover}.
     *
     * @param discovery discovery that is still pending; null if there is none
     */
    private ProtocolRevision awaitHandshake(
            CompletableFuture<RequestOutcome> initialization, @Nullable CompletableFuture<RequestOutcome> discovery)
            throws ServerStartException, InterruptedException {
        if (discovery != null) {
            await(CompletableFuture.anyOf(initialization, discovery).thenApply(RequestOutcome.class::cast), timeout);
            var late = discovery.isDone() ? stateless(discovery.join()) : Optional.<ProtocolRevision>empty();
            if (late.isPresent()) {
                return late.get();
            }
        }
        var outcome = await(initialization, timeout)
                .orElseThrow(() -> new ServerStartException(
                        "No response to initialize within %d s".formatted(timeout.toSeconds())));
        return switch (outcome) {
            case RequestOutcome.Result result -> handshake(result.value());
            case RequestOutcome.ErrorResponse error ->
                throw new ServerStartException("initialize was rejected: " + Excerpt.line(error.message()));
            case RequestOutcome.Lost(var reason) -> throw new ServerStartException(reason);
            case RequestOutcome.NotSent(var reason) -> throw new ServerStartException(reason);
            case RequestOutcome.TooLarge tooLarge ->
                throw new ServerStartException(
                        "The response to initialize exceeds the limit of %d bytes (pulser.mcp.max-message-bytes)"
                                .formatted(tooLarge.limit()));
            case RequestOutcome.TimedOut _ -> throw new ServerStartException("No response to initialize");
        };
    }

    private static ProtocolRevision handshake(Json result) throws ServerStartException {
        var member = result.member("protocolVersion");
        var version = member == null ? "" : member.asString().orElse("");
        return ProtocolRevision.of(version)
                .filter(ProtocolRevision.Handshake.class::isInstance)
                .orElseThrow(() -> incompatible("\"%s\"".formatted(Excerpt.line(version))));
    }

    private static ServerStartException incompatible(String versions) {
        return new ServerStartException(
                CloseReason.INCOMPATIBLE,
                "Unsupported protocol version: the server supports %s, Pulser supports %s"
                        .formatted(versions, ProtocolRevision.supportedVersions()));
    }

    /** Returns the stateless revision if the outcome of {@code server/discover} offers one; empty otherwise. */
    private static Optional<ProtocolRevision> stateless(RequestOutcome outcome) throws ServerStartException {
        return switch (outcome) {
            case RequestOutcome.Result result -> select(result.value().member("supportedVersions"));
            case RequestOutcome.ErrorResponse error
            when error.code() == UNSUPPORTED_VERSION -> select(supported(error.detail()));
            case RequestOutcome.Lost(var reason) -> throw new ServerStartException(reason);
            case RequestOutcome.NotSent(var reason) -> throw new ServerStartException(reason);
            case RequestOutcome.ErrorResponse _, RequestOutcome.TooLarge _, RequestOutcome.TimedOut _ ->
                Optional.empty();
        };
    }

    private static @Nullable Json supported(@Nullable Json detail) {
        return detail == null ? null : detail.member("supported");
    }

    /** Returns the best common stateless version; empty if the server offers versions with a handshake only. */
    private static Optional<ProtocolRevision> select(@Nullable Json supported) throws ServerStartException {
        var versions = supported == null
                ? List.<String>of()
                : supported.elements().stream()
                        .flatMap(version -> version.asString().stream())
                        .toList();
        if (!versions.isEmpty()
                && versions.stream()
                        .noneMatch(version -> ProtocolRevision.of(version).isPresent())) {
            throw incompatible(Excerpt.line(String.join(", ", versions)));
        }
        return ProtocolRevision.STATELESS_VERSIONS.stream()
                .filter(versions::contains)
                .findFirst()
                .map(ProtocolRevision.Stateless::new);
    }

    private static <T> Optional<T> await(CompletableFuture<T> future, Duration timeout) throws InterruptedException {
        try {
            return Optional.ofNullable(future.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an outcome never completes exceptionally", e);
        }
    }
}
