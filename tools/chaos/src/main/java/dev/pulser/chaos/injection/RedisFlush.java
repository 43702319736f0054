// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.injection;

import dev.pulser.chaos.fault.FaultEffect;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Deletion of all keys in Redis. Effect: the numbers of keys before and after, counted in the same transaction.
 */
public record RedisFlush(InetSocketAddress redis) {

    private static final int LIMIT_MILLIS = 5_000;
    private static final String COMMANDS = "MULTI\r\nDBSIZE\r\nFLUSHALL\r\nDBSIZE\r\nEXEC\r\n";
    /** Lines before the responses to the queued commands: to MULTI, to each command, and their number. */
    private static final int PREAMBLE = 5;

    public FaultEffect inject() {
        try (var socket = new Socket()) {
            socket.connect(redis, LIMIT_MILLIS);
            socket.setSoTimeout(LIMIT_MILLIS);
            socket.getOutputStream().write(COMMANDS.getBytes(StandardCharsets.US_ASCII));
            var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (int i = 0; i < PREAMBLE; i++) {
                line(answers);
            }
            long before = number(line(answers));
            var flushed = line(answers);
            long after = number(line(answers));
            return new FaultEffect(
                    before > 0 && after == 0 && flushed.equals("+OK"),
                    "%d keys before, %d after".formatted(before, after));
        } catch (IOException e) {
            return new FaultEffect(false, "not flushed: " + e.getMessage());
        }
    }

    private static String line(BufferedReader answers) throws IOException {
        var line = answers.readLine();
        if (line == null || line.startsWith("-")) {
            throw new IOException("Redis responded with " + line);
        }
        return line;
    }

    private static long number(String answer) throws IOException {
        if (!answer.matches(":[0-9]{1,18}")) {
            throw new IOException("Redis responded with " + answer);
        }
        return Long.parseLong(answer.substring(1));
    }
}
