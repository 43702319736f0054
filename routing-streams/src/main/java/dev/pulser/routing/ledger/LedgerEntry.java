// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.ledger;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.TaskDigest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * That a task has been admitted or handed over, or cancelled before it came.
 *
 * @param digest of what it asks for, which tells a repeated submission from a second use of its id; all zero of a task that
 *     was cancelled before it came
 * @param agent  whose lane it went to; null where it was refused
 * @param handovers how often it had been handed over when that was so
 * @param stage  where it is on its way
 */
record LedgerEntry(
        Instant at,
        TaskDigest digest,
        Company company,
        @Nullable AgentName agent,
        int handovers,
        Stage stage) {

    private static final int DIGEST_BYTES = 16;

    private static final TaskDigest NONE = new TaskDigest("0".repeat(2 * DIGEST_BYTES));

    /** A task that came into a lane, or was refused. */
    LedgerEntry(Instant at, TaskDigest digest, Company company, @Nullable AgentName agent) {
        this(at, digest, company, agent, 0, Stage.CAME);
    }

    static LedgerEntry cancelled(Instant at, Company company) {
        return new LedgerEntry(at, NONE, company, null);
    }

    /** The same, cancelled before this handover of it comes. */
    LedgerEntry cancelledBefore(int handover) {
        return new LedgerEntry(at, digest, company, agent, handover, Stage.CANCELLED);
    }

    /** Whether it was cancelled before this handover of it came. */
    boolean isCancelledBefore(int handover) {
        return stage == Stage.CANCELLED && handovers == handover;
    }

    boolean hasLeft() {
        return stage == Stage.LEFT;
    }

    boolean isCancelled() {
        return digest.equals(NONE);
    }

    boolean isOf(TaskDigest other, Company owner) {
        return digest.equals(other) && company.equals(owner);
    }

    /** Where a task is on its way. */
    enum Stage {
        /** Into the lane of the agent. */
        CAME('c'),
        /** Handed over to the agent, from a lane of this partition. */
        LEFT('l'),
        /** Cancelled while it was on its way to this partition. */
        CANCELLED('x');

        private final byte code;

        Stage(char code) {
            this.code = (byte) code;
        }

        private static Stage of(byte code) {
            return Arrays.stream(values())
                    .filter(stage -> stage.code == code)
                    .findFirst()
                    .orElse(CAME);
        }
    }

    /**
     * 8 bytes of milliseconds, 16 of the digest, then company and agent, each after a byte with its length, and one byte each
     * for handovers and stage, which entries of the first form do not have.
     */
    static Serde<LedgerEntry> serde() {
        return Serdes.serdeFrom((topic, entry) -> entry.bytes(), (topic, bytes) -> parse(ByteBuffer.wrap(bytes)));
    }

    private byte[] bytes() {
        var owner = company.name().getBytes(StandardCharsets.US_ASCII);
        var lane = agent == null ? new byte[0] : agent.value().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(Long.BYTES + DIGEST_BYTES + 4 + owner.length + lane.length)
                .putLong(at.toEpochMilli())
                .put(HexFormat.of().parseHex(digest.value()))
                .put((byte) owner.length)
                .put(owner)
                .put((byte) lane.length)
                .put(lane)
                .put((byte) handovers)
                .put(stage.code)
                .array();
    }

    private static LedgerEntry parse(ByteBuffer bytes) {
        var at = Instant.ofEpochMilli(bytes.getLong());
        var digest = new byte[DIGEST_BYTES];
        bytes.get(digest);
        var owner = text(bytes);
        var lane = text(bytes);
        return new LedgerEntry(
                at,
                new TaskDigest(HexFormat.of().formatHex(digest)),
                new Company(owner),
                lane.isEmpty() ? null : new AgentName(lane),
                bytes.hasRemaining() ? bytes.get() : 0,
                bytes.hasRemaining() ? Stage.of(bytes.get()) : Stage.CAME);
    }

    private static String text(ByteBuffer bytes) {
        var text = new byte[bytes.get()];
        bytes.get(text);
        return new String(text, StandardCharsets.US_ASCII);
    }
}
