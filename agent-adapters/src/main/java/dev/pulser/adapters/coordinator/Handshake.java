// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import dev.pulser.adapters.coordinator.rpc.End;
import dev.pulser.adapters.coordinator.rpc.Era;
import dev.pulser.adapters.coordinator.rpc.McpConnection;
import dev.pulser.adapters.coordinator.rpc.Reply;
import dev.pulser.adapters.coordinator.rpc.Request;
import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.json.Json;
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
 * Finds out which era a server belongs to: asks in the newer way, and greets in the older one when the answer is not one
 * of the newer, or does not come. Nothing is granted to the server: it may answer, not ask.
 */
final class Handshake {

    private static final long UNSUPPORTED_VERSION = -32022;

    private final McpConnection connection;
    private final Duration discoverLimit;
    private final Duration limit;

    Handshake(McpConnection connection, Duration discoverLimit, Duration limit) {
        this.connection = connection;
        this.discoverLimit = discoverLimit;
        this.limit = limit;
    }

    /** In the version that was declared: nothing has to be found out. */
    Era era(String declared) throws StartFailure, InterruptedException {
        var era = Era.of(declared).orElseThrow();
        return settle(
                switch (era) {
                    case Era.Modern modern -> modern;
                    case Era.Legacy legacy -> legacy(greet(legacy.version()), null);
                });
    }

    /** @param skipDiscover the process before this one died of the question */
    Era era(boolean skipDiscover) throws StartFailure, InterruptedException {
        return settle(skipDiscover ? legacy(greet(Era.LEGACY_VERSIONS.getFirst()), null) : discover());
    }

    /** Everything that follows is said as the era has it. */
    private Era settle(Era era) throws InterruptedException {
        connection.speak(era);
        if (era instanceof Era.Legacy) {
            await(connection.tell("notifications/initialized", Map.of()), limit);
        }
        connection.listen();
        return era;
    }

    private Era discover() throws StartFailure, InterruptedException {
        var preferred = new Era.Modern(Era.MODERN_VERSIONS.getFirst());
        var discovered = connection
                .post(Request.of("server/discover", preferred.meta(), Map.of()))
                .answer();
        var reply = await(discovered, discoverLimit);
        if (reply.isPresent()) {
            var era = modern(reply.get());
            if (era.isPresent()) {
                return era.get();
            }
            discovered = null;
        }
        return legacy(greet(Era.LEGACY_VERSIONS.getFirst()), discovered);
    }

    private CompletableFuture<Reply> greet(String version) {
        var params = Map.of(
                "protocolVersion", Json.string(version), "capabilities", Json.EMPTY_OBJECT, "clientInfo", Era.CLIENT);
        return connection.post(Request.of("initialize", Map.of(), params)).answer();
    }

    /** The answer to the greeting, or a late one to the question before, whichever can be used. */
    private Era legacy(CompletableFuture<Reply> greeted, @Nullable CompletableFuture<Reply> discovered)
            throws StartFailure, InterruptedException {
        if (discovered != null) {
            await(CompletableFuture.anyOf(greeted, discovered).thenApply(Reply.class::cast), limit);
            var late = discovered.isDone() ? modern(discovered.join()) : Optional.<Era>empty();
            if (late.isPresent()) {
                return late.get();
            }
        }
        var reply = await(greeted, limit)
                .orElseThrow(() -> new StartFailure("it answered nothing within %d s".formatted(limit.toSeconds())));
        return switch (reply) {
            case Reply.Result result -> greeted(result.value());
            case Reply.Refused refused ->
                throw new StartFailure("it refused the greeting: " + Excerpt.printable(refused.message()));
            case Reply.Lost(var reason) -> throw new StartFailure(reason);
            case Reply.NotSent(var reason) -> throw new StartFailure(reason);
            case Reply.TooLarge _ -> throw new StartFailure("its answer to the greeting is too large");
            case Reply.TimedOut _ -> throw new StartFailure("it did not answer the greeting");
        };
    }

    private static Era greeted(Json result) throws StartFailure {
        var member = result.member("protocolVersion");
        var version = member == null ? "" : member.asString().orElse("");
        return Era.of(version)
                .filter(Era.Legacy.class::isInstance)
                .orElseThrow(() -> incompatible("\"%s\"".formatted(Excerpt.printable(version))));
    }

    private static StartFailure incompatible(String versions) {
        return new StartFailure(
                End.INCOMPATIBLE, "it speaks MCP %s; this client speaks %s".formatted(versions, Era.versions()));
    }

    /** The newer era, when this is an answer of it. */
    private static Optional<Era> modern(Reply reply) throws StartFailure {
        return switch (reply) {
            case Reply.Result result -> pick(result.value().member("supportedVersions"));
            case Reply.Refused refused when refused.code() == UNSUPPORTED_VERSION -> pick(supported(refused.detail()));
            case Reply.Lost(var reason) -> throw new StartFailure(reason);
            case Reply.NotSent(var reason) -> throw new StartFailure(reason);
            case Reply.Refused _, Reply.TooLarge _, Reply.TimedOut _ -> Optional.empty();
        };
    }

    private static @Nullable Json supported(@Nullable Json detail) {
        return detail == null ? null : detail.member("supported");
    }

    /** Empty when the answer is none of the newer era, or offers an older version: that one is greeted. */
    private static Optional<Era> pick(@Nullable Json supported) throws StartFailure {
        var versions = supported == null
                ? List.<String>of()
                : supported.elements().stream()
                        .flatMap(version -> version.asString().stream())
                        .toList();
        if (!versions.isEmpty()
                && versions.stream().noneMatch(version -> Era.of(version).isPresent())) {
            throw incompatible(Excerpt.printable(String.join(", ", versions)));
        }
        return Era.MODERN_VERSIONS.stream()
                .filter(versions::contains)
                .findFirst()
                .map(Era.Modern::new);
    }

    private static <T> Optional<T> await(CompletableFuture<T> future, Duration limit) throws InterruptedException {
        try {
            return Optional.ofNullable(future.get(limit.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer never fails", e);
        }
    }
}
