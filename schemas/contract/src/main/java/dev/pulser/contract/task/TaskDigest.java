// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * Digest of the work that a task asks for, in 128 bits. Two submissions with the same digest ask for the same work. Requester,
 * time of submission and trace do not count; labels do, because they are part of what the submitter asked Pulser to store.
 *
 * @param value 32 hex digits of SHA-256 over type, priority, payload, agent, deadline, timeout and labels
 */
public record TaskDigest(String value) {

    public static TaskDigest of(Task task) {
        var text = new StringJoiner("\0")
                .add(task.type().name())
                .add(task.priority().wireName())
                .add(task.payload())
                .add(Objects.toString(task.agent()))
                .add(Objects.toString(task.deadline()))
                .add(Objects.toString(task.timeout()));
        new TreeMap<>(task.labels()).forEach((key, label) -> text.add(key).add(label));
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return new TaskDigest(HexFormat.of().formatHex(hash, 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is not available", e);
        }
    }
}
