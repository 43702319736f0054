// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.ledger;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.TaskDigest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * That a task has been admitted, or cancelled before it came.
 *
 * @param digest of what it asks for, which tells a repeated submission from a second use of its id; all zero of a task that
 *     was cancelled before it came
 * @param agent  whose lane it went to; null where it was refused
 */
record LedgerEntry(
        Instant at,
        TaskDigest digest,
        Company company,
        @Nullable AgentName agent) {

    private static final int DIGEST_BYTES = 16;

    private static final TaskDigest NONE = new TaskDigest("0".repeat(2 * DIGEST_BYTES));

    static LedgerEntry cancelled(Instant at, Company company) {
        return new LedgerEntry(at, NONE, company, null);
    }

    boolean isCancelled() {
        return digest.equals(NONE);
    }

    boolean isOf(TaskDigest other, Company owner) {
        return digest.equals(other) && company.equals(owner);
    }

    /** 8 bytes of milliseconds, 16 of the digest, then company and agent, each after a byte with its length. */
    static Serde<LedgerEntry> serde() {
        return Serdes.serdeFrom((topic, entry) -> entry.bytes(), (topic, bytes) -> parse(ByteBuffer.wrap(bytes)));
    }

    private byte[] bytes() {
        var owner = company.name().getBytes(StandardCharsets.US_ASCII);
        var lane = agent == null ? new byte[0] : agent.value().getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(Long.BYTES + DIGEST_BYTES + 2 + owner.length + lane.length)
                .putLong(at.toEpochMilli())
                .put(HexFormat.of().parseHex(digest.value()))
                .put((byte) owner.length)
                .put(owner)
                .put((byte) lane.length)
                .put(lane)
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
                lane.isEmpty() ? null : new AgentName(lane));
    }

    private static String text(ByteBuffer bytes) {
        var text = new byte[bytes.get()];
        bytes.get(text);
        return new String(text, StandardCharsets.US_ASCII);
    }
}
