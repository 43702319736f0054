// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

import dev.pulser.chaos.agent.McpServer;
import dev.pulser.chaos.evidence.Place;
import dev.pulser.chaos.history.History;
import dev.pulser.chaos.history.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Deals each fault and looks at what it does. One at a time.
 *
 * @param journals where the MCP server says who it is
 */
record Blows(Parts parts, Door door, Path journals, History history, int partitions) {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int CLIENT = -1;

    /** Puts a record where it is told, and says where that was. */
    @FunctionalInterface
    interface Door {
        Optional<Place> send(ProducerRecord<byte[], byte[]> record) throws InterruptedException;
    }

    /** @param length how long it lasts, where it lasts */
    Proof deal(Fault fault, Duration length, String mark) throws IOException, InterruptedException {
        return switch (fault) {
            case KILL_INGEST, KILL_ROUTING, KILL_ADAPTERS, KILL_TELEMETRY, KILL_BROKER, KILL_REDIS, KILL_POSTGRES ->
                kill(fault.part().orElseThrow(), length);
            case PAUSE_BROKER -> pause(Part.BROKER, length);
            case CRASH_MCP_SERVER -> crashMcpServer();
            case POISON -> poison(mark);
        };
    }

    private Proof kill(Part part, Duration length) throws InterruptedException {
        long before = parts.pid(part);
        parts.kill(part);
        boolean gone = Signals.isGone(before);
        boolean silent = !parts.answers(part);
        TimeUnit.NANOSECONDS.sleep(length.toNanos());
        parts.start(part);
        long after = parts.pid(part);
        return new Proof(
                gone && silent && after != before,
                "process %d %s, its address %s, process %d came after it"
                        .formatted(before, gone ? "gone" : "still there", silent ? "silent" : "answers", after));
    }

    private Proof pause(Part part, Duration length) throws IOException, InterruptedException {
        long pid = parts.pid(part);
        Signals.stop(pid);
        boolean stopped;
        boolean silent;
        try {
            stopped = await(Duration.ofSeconds(2), () -> Signals.isStopped(pid));
            silent = !parts.answers(part);
            TimeUnit.NANOSECONDS.sleep(length.toNanos());
        } finally {
            Signals.goOn(pid);
        }
        boolean back = await(LIMIT, () -> parts.answers(part));
        return new Proof(
                stopped && silent && back,
                "process %d %s, its address %s, afterwards it %s"
                        .formatted(
                                pid,
                                stopped ? "stopped" : "not stopped",
                                silent ? "silent" : "answers",
                                back ? "answers" : "is silent"));
    }

    private Proof crashMcpServer() throws InterruptedException {
        long before = mcpServer();
        // The number may have been given to someone else since: look at what it is before ending it.
        var server = ProcessHandle.of(before)
                .filter(process -> process.info().commandLine().orElse("").contains(McpServer.class.getName()));
        if (server.isEmpty()) {
            return new Proof(false, "process %d is no MCP server".formatted(before));
        }
        server.get().destroyForcibly();
        boolean gone = await(Duration.ofSeconds(5), () -> Signals.isGone(before));
        boolean again = await(LIMIT, () -> mcpServer() != before);
        return new Proof(
                gone && again,
                "process %d %s, %s"
                        .formatted(
                                before,
                                gone ? "gone" : "still there",
                                again ? "process %d came after it".formatted(mcpServer()) : "nobody came after it"));
    }

    private long mcpServer() {
        try {
            return Long.parseLong(
                    Files.readString(journals.resolve(McpServer.PID_FILE)).strip());
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }

    private Proof poison(String mark) throws InterruptedException {
        int put = 0;
        var all = Poison.everywhere(partitions, mark);
        for (var poison : all) {
            var facts = new HashMap<String, String>();
            long op = history.invoke(CLIENT, "inject", facts);
            var place = door.send(poison.record());
            place.ifPresent(where -> {
                facts.put("topic", where.topic());
                facts.put("partition", Integer.toString(where.partition()));
                facts.put("offset", Long.toString(where.offset()));
                facts.put("codes", String.join(",", poison.codes()));
                var hash = poison.hash();
                if (hash != null) {
                    facts.put("hash", hash);
                }
            });
            put += place.isPresent() ? 1 : 0;
            history.complete(place.isPresent() ? Phase.OK : Phase.INFO, op, CLIENT, "inject", facts);
        }
        return new Proof(put > 0, "%d of %d bad records are in their partitions".formatted(put, all.size()));
    }

    private static boolean await(Duration limit, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() >= end) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
        }
        return true;
    }
}
