// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/**
 * What a task asks for, in 128 bits: two submissions with the same digest ask for the same work.
 *
 * @param value 32 hex digits of SHA-256 over type, priority, payload, agent, deadline and timeout
 */
public record TaskDigest(String value) {

    public static TaskDigest of(Task task) {
        var text = String.join(
                "\0",
                task.type().name(),
                task.priority().wireName(),
                task.payload(),
                Objects.toString(task.agent()),
                Objects.toString(task.deadline()),
                Objects.toString(task.timeout()));
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new TaskDigest(HexFormat.of().formatHex(hash, 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
