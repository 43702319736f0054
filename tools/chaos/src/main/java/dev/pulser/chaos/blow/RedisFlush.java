// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.blow;

import dev.pulser.chaos.fault.Proof;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A Redis that forgets everything from one moment to the next and goes on. The proof: how many keys it had before and
 * after, counted in the same transaction.
 */
public record RedisFlush(InetSocketAddress redis) {

    private static final int LIMIT_MILLIS = 5_000;
    private static final String COMMANDS = "MULTI\r\nDBSIZE\r\nFLUSHALL\r\nDBSIZE\r\nEXEC\r\n";
    /** To MULTI, to the three that it queues, and the number of answers to EXEC. */
    private static final int PREAMBLE = 5;

    public Proof deal() {
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
            return new Proof(
                    before > 0 && after == 0 && flushed.equals("+OK"),
                    "%d keys before, %d after".formatted(before, after));
        } catch (IOException e) {
            return new Proof(false, "it was not flushed: " + e.getMessage());
        }
    }

    private static String line(BufferedReader answers) throws IOException {
        var line = answers.readLine();
        if (line == null || line.startsWith("-")) {
            throw new IOException("it answers " + line);
        }
        return line;
    }

    private static long number(String answer) throws IOException {
        if (!answer.matches(":[0-9]{1,18}")) {
            throw new IOException("it answers " + answer);
        }
        return Long.parseLong(answer.substring(1));
    }
}
