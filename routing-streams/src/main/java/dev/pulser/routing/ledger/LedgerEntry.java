// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.ledger;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
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
 * Entry of the ledger.
 *
 * @param digest    digest of the task, which distinguishes a duplicate from a conflicting id; all zero for a task that
 *     was canceled before it arrived
 * @param agent     agent with the task's lane; null for a rejected task
 * @param transfers number of the task's transfers at the time of this entry
 */
record LedgerEntry(
        Instant at,
        TaskDigest digest,
        Company company,
        @Nullable AgentName agent,
        int transfers,
        Stage stage) {

    private static final int DIGEST_BYTES = 16;

    private static final TaskDigest NO_DIGEST = new TaskDigest("0".repeat(2 * DIGEST_BYTES));

    /** Creates the entry of a task that was admitted or rejected. */
    LedgerEntry(Instant at, TaskDigest digest, Company company, @Nullable AgentName agent) {
        this(at, digest, company, agent, 0, Stage.ARRIVED);
    }

    static LedgerEntry cancelled(Instant at, Company company) {
        return new LedgerEntry(at, NO_DIGEST, company, null);
    }

    /** Returns this entry with a cancellation that precedes the transfer with this number. */
    LedgerEntry cancelledBefore(int transfer) {
        return new LedgerEntry(at, digest, company, agent, transfer, Stage.CANCELLED);
    }

    boolean isCancelledBefore(int transfer) {
        return stage == Stage.CANCELLED && transfers == transfer;
    }

    boolean hasDeparted() {
        return stage == Stage.DEPARTED;
    }

    boolean isCancelled() {
        return digest.equals(NO_DIGEST);
    }

    boolean matches(TaskDigest other, Company owner) {
        return digest.equals(other) && company.equals(owner);
    }

    /** Stage of a task between lanes. */
    enum Stage {
        /** Arrived in the lane of the agent. */
        ARRIVED('a'),
        /** Transferred from a lane of this partition to the agent. */
        DEPARTED('d'),
        /** Canceled during its transfer to this partition. */
        CANCELLED('c');

        private final byte code;

        Stage(char code) {
            this.code = (byte) code;
        }

        private static Stage of(byte code) {
            return Arrays.stream(values())
                    .filter(stage -> stage.code == code)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * Returns the serde: 8 bytes of milliseconds, 16 bytes of digest, company and agent with one byte of length each,
     * one byte of transfers and one byte of stage.
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
                .put((byte) transfers)
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
                bytes.get(),
                Stage.of(bytes.get()));
    }

    private static String text(ByteBuffer bytes) {
        var text = new byte[bytes.get()];
        bytes.get(text);
        return new String(text, StandardCharsets.US_ASCII);
    }
}
