// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.chaos.history.Moment;
import dev.pulser.chaos.history.RunClock;
import dev.pulser.chaos.script.ScriptStep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Journal of the calls of agents. Each call is written and forced to disk before the work starts, each response before it is
 * sent, so that a killed agent loses no entry. One file per process; thread-safe.
 */
public final class CallJournal implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "calls-";

    private final RunClock clock;
    private final FileChannel file;

    private CallJournal(RunClock clock, FileChannel file) {
        this.clock = clock;
        this.file = file;
    }

    /** Creates a journal in a new file in {@code folder}. */
    public static CallJournal in(Path folder, RunClock clock) throws IOException {
        var name = PREFIX + ProcessHandle.current().pid() + "-" + UUID.randomUUID() + ".jsonl";
        return new CallJournal(
                clock, FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** Records the start of a call. */
    public OpenCall begin(String agent, AgentCall.Request request, ScriptStep step) {
        var id = UUID.randomUUID().toString();
        write(JSON.createObjectNode()
                .put("call", id)
                .put("agent", agent)
                .put("key", request.key())
                .put("attempt", request.attempt())
                .put("epoch", request.epoch())
                .put("nonce", request.nonce())
                .put("body", request.bodyHash())
                .put("step", step.slug()));
        return new OpenCall(id);
    }

    /** Call that has started. */
    public final class OpenCall {

        private final String id;

        private OpenCall(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }

        /**
         * Records the end of the call.
         *
         * @param reply result that will be sent; null for none
         */
        public void end(@Nullable String reply, Duration retryAfter) {
            var node = JSON.createObjectNode().put("ended", id).put("retry_after_ms", retryAfter.toMillis());
            if (reply != null) {
                node.put("reply", Sha256.of(reply));
            }
            write(node);
        }
    }

    private synchronized void write(ObjectNode node) {
        var now = clock.now();
        node.put("nanos", now.nanos()).put("wall", now.wall().toString());
        try {
            var line = ByteBuffer.wrap((node + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                file.write(line);
            }
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("call journal cannot be written", e);
        }
    }

    /** Reads all journals in {@code folder}, and returns the calls in order of arrival. */
    public static List<AgentCall> readAll(Path folder) throws IOException {
        var calls = new LinkedHashMap<String, AgentCall>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(
                            each -> String.valueOf(each.getFileName()).startsWith(PREFIX))
                    .sorted()
                    .toList()) {
                for (var line : Files.readAllLines(file)) {
                    read(line, calls);
                }
            }
        }
        var sorted = new ArrayList<>(calls.values());
        sorted.sort((a, b) -> Long.compare(a.began().nanos(), b.began().nanos()));
        return sorted;
    }

    private static void read(String line, Map<String, AgentCall> calls) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return; // truncated by a kill, before the work started
        }
        var at = new Moment(
                node.path("nanos").asLong(), Instant.parse(node.path("wall").asText()));
        if (node.has("call")) {
            var id = node.path("call").asText();
            calls.put(
                    id,
                    new AgentCall(
                            id,
                            node.path("agent").asText(),
                            new AgentCall.Request(
                                    node.path("key").asText(),
                                    node.path("attempt").asInt(),
                                    node.path("epoch").asInt(),
                                    node.path("nonce").asText(),
                                    node.path("body").asText()),
                            ScriptStep.parse(node.path("step").asText()),
                            at,
                            null,
                            null,
                            Duration.ZERO));
        } else {
            var after = Duration.ofMillis(node.path("retry_after_ms").asLong());
            var reply = node.has("reply") ? node.path("reply").asText() : null;
            calls.computeIfPresent(node.path("ended").asText(), (_, call) -> call.ended(at, reply, after));
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
