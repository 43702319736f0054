// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.chaos.history.Moment;
import dev.pulser.chaos.history.Timepiece;
import dev.pulser.chaos.script.Step;
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
 * Writes down each call before it is obeyed and each answer before it is given, forced to disk, so that not even a kill -9
 * of the agent makes a call unknown. One file for each process; safe from any thread.
 */
public final class CallJournal implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PREFIX = "calls-";

    private final Timepiece timepiece;
    private final FileChannel file;

    private CallJournal(Timepiece timepiece, FileChannel file) {
        this.timepiece = timepiece;
        this.file = file;
    }

    /** A new file in {@code folder}. */
    public static CallJournal in(Path folder, Timepiece timepiece) throws IOException {
        var name = PREFIX + ProcessHandle.current().pid() + "-" + UUID.randomUUID() + ".jsonl";
        return new CallJournal(
                timepiece,
                FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    /** A call has come; {@code body} is all of it. */
    public Begun began(String agent, String key, int attempt, int epoch, String nonce, String body, Step step) {
        var id = UUID.randomUUID().toString();
        write(JSON.createObjectNode()
                .put("call", id)
                .put("agent", agent)
                .put("key", key)
                .put("attempt", attempt)
                .put("epoch", epoch)
                .put("nonce", nonce)
                .put("body", Hash.of(body))
                .put("step", step.word()));
        return new Begun(id);
    }

    /** A call that is to be ended. */
    public final class Begun {

        private final String id;

        private Begun(String id) {
            this.id = id;
        }

        public String id() {
            return id;
        }

        /** @param reply the result that is about to be given; null when there is none */
        public void ends(@Nullable String reply, Duration retryAfter) {
            var node = JSON.createObjectNode().put("ended", id).put("retry_after_ms", retryAfter.toMillis());
            if (reply != null) {
                node.put("reply", Hash.of(reply));
            }
            write(node);
        }
    }

    private synchronized void write(ObjectNode node) {
        var now = timepiece.now();
        node.put("nanos", now.nanos()).put("wall", now.wall().toString());
        try {
            var line = ByteBuffer.wrap((node + "\n").getBytes(StandardCharsets.UTF_8));
            while (line.hasRemaining()) {
                file.write(line);
            }
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("the call journal cannot be written", e);
        }
    }

    /** Every call that any journal of {@code folder} knows, in the order in which they came. */
    public static List<Call> readAll(Path folder) throws IOException {
        var calls = new LinkedHashMap<String, Call>();
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

    private static void read(String line, Map<String, Call> calls) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return; // cut off by a kill: the call had not been obeyed yet
        }
        var at = new Moment(
                node.path("nanos").asLong(), Instant.parse(node.path("wall").asText()));
        if (node.has("call")) {
            var id = node.path("call").asText();
            calls.put(
                    id,
                    new Call(
                            id,
                            node.path("agent").asText(),
                            node.path("key").asText(),
                            node.path("attempt").asInt(),
                            node.path("epoch").asInt(),
                            node.path("nonce").asText(),
                            node.path("body").asText(),
                            Step.of(node.path("step").asText()),
                            at,
                            null,
                            null,
                            Duration.ZERO));
        } else {
            var after = Duration.ofMillis(node.path("retry_after_ms").asLong());
            var reply = node.has("reply") ? node.path("reply").asText() : null;
            calls.computeIfPresent(node.path("ended").asText(), (_, call) -> ended(call, at, reply, after));
        }
    }

    private static Call ended(Call call, Moment at, @Nullable String reply, Duration retryAfter) {
        return new Call(
                call.id(),
                call.agent(),
                call.key(),
                call.attempt(),
                call.epoch(),
                call.nonce(),
                call.bodyHash(),
                call.step(),
                call.began(),
                at,
                reply,
                retryAfter);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
