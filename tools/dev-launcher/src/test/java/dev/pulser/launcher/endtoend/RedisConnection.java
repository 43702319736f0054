// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;

/** Connection to Redis (RESP 2) for replies that are bulk strings, errors or nil. */
final class RedisConnection implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    private RedisConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static RedisConnection to(String url) throws IOException {
        var address = URI.create(url);
        return new RedisConnection(new Socket(address.getHost(), address.getPort()));
    }

    /** Sends a command, and returns the reply as text; empty for nil. */
    String send(String... command) {
        try {
            var request = new StringBuilder("*%d\r\n".formatted(command.length));
            for (var argument : command) {
                request.append("$%d\r\n%s\r\n".formatted(argument.getBytes(UTF_8).length, argument));
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
            throw new UncheckedIOException("Redis cannot be reached", e);
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
