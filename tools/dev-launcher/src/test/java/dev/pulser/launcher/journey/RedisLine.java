// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.journey;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;

/** Asks Redis in its own words (RESP 2): bulk strings, errors and nils are all a test needs. */
final class RedisLine implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    private RedisLine(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static RedisLine to(String url) throws IOException {
        var address = URI.create(url);
        return new RedisLine(new Socket(address.getHost(), address.getPort()));
    }

    /** The answer as text; empty for nil. */
    String ask(String... words) {
        try {
            var request = new StringBuilder("*%d\r\n".formatted(words.length));
            for (var word : words) {
                request.append("$%d\r\n%s\r\n".formatted(word.getBytes(UTF_8).length, word));
            }
            socket.getOutputStream().write(request.toString().getBytes(UTF_8));
            var head = line();
            if (!head.startsWith("$")) {
                return head.substring(1);
            }
            int length = Integer.parseInt(head.substring(1));
            if (length < 0) {
                return "";
            }
            var text = new String(in.readNBytes(length), UTF_8);
            line();
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException("Redis was not reached", e);
        }
    }

    private String line() throws IOException {
        var text = new StringBuilder();
        for (int c = in.read(); c != '\n' && c >= 0; c = in.read()) {
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
