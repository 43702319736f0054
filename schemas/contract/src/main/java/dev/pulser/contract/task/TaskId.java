// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.TaskType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/**
 * Identity of a task, the same in all its attempts.
 *
 * @param value {@code tsk_} and 32 lower-case hex digits
 */
public record TaskId(String value) implements Comparable<TaskId> {

    private static final String PREFIX = "tsk_";
    private static final int LENGTH = PREFIX.length() + 32;
    private static final long LOW_48_BITS = (1L << 48) - 1;

    public TaskId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("task id must be tsk_ followed by 32 lower-case hex digits");
        }
    }

    public static boolean isValid(String value) {
        if (value.length() != LENGTH || !value.startsWith(PREFIX)) {
            return false;
        }
        for (int i = PREFIX.length(); i < LENGTH; i++) {
            char c = value.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }

    /** Returns a new id that sorts by {@code at}: 48 bits of milliseconds, then 80 random bits (as UUID version 7, RFC 9562). */
    public static TaskId random(Instant at, RandomGenerator random) {
        return timed(at, random.nextLong(), random.nextLong());
    }

    /** Returns the id of a record that has none. The same record always gives the same id. */
    public static TaskId ofRecord(Instant at, String topic, int partition, long offset) {
        var hash = ByteBuffer.wrap(sha256("%s/%d/%d".formatted(topic, partition, offset)));
        return timed(at, hash.getLong(), hash.getLong());
    }

    /** Returns the id of all submissions with this idempotency key, by REST and by Kafka. */
    public static TaskId ofKey(Company company, TaskType type, String idempotencyKey) {
        var text = company.name() + '\0' + type.name() + '\0' + idempotencyKey;
        return new TaskId(PREFIX + HexFormat.of().formatHex(sha256(text), 0, 16));
    }

    /** Returns the id of the task that replays {@code failed}. Repeated requests give the same id. */
    public static TaskId ofReplay(Company company, TaskType type, TaskId failed) {
        return ofKey(company, type, "replay:" + failed.value());
    }

    private static TaskId timed(Instant at, long high, long low) {
        long first = (at.toEpochMilli() & LOW_48_BITS) << 16 | (high & 0xFFFFL);
        var hex = HexFormat.of();
        return new TaskId(PREFIX + hex.toHexDigits(first) + hex.toHexDigits(low));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }

    @Override
    public int compareTo(TaskId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
