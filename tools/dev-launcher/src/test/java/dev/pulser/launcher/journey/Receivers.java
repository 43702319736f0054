// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.journey;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Where alerts arrive: a web hook as Slack has it, and a mail server that speaks as much SMTP (RFC 5321) as a sender needs. */
final class Receivers implements AutoCloseable {

    private final List<String> hooked = new CopyOnWriteArrayList<>();
    private final List<String> mailed = new CopyOnWriteArrayList<>();
    private final HttpServer hook;
    private final ServerSocket mail;

    Receivers() throws IOException {
        hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hook.createContext("/hook", exchange -> {
            try (exchange) {
                hooked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        hook.start();
        mail = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().name("mail").daemon().start(this::listen);
    }

    private void listen() {
        while (!mail.isClosed()) {
            try (var socket = mail.accept()) {
                talk(socket);
            } catch (IOException e) {
                // closed, or a sender that hung up: the next one is listened to
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        say(socket, "220 here");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var word = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
            switch (word) {
                case "DATA" -> {
                    say(socket, "354 go on");
                    mailed.add(text(in));
                    say(socket, "250 taken");
                }
                case "QUIT" -> {
                    say(socket, "221 bye");
                    return;
                }
                default -> say(socket, "250 ok");
            }
        }
    }

    private static String text(BufferedReader in) throws IOException {
        var text = new StringBuilder();
        for (var line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            text.append(line).append('\n');
        }
        return text.toString();
    }

    private static void say(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    String hookUrl() {
        return "http://127.0.0.1:%d/hook".formatted(hook.getAddress().getPort());
    }

    int mailPort() {
        return mail.getLocalPort();
    }

    /** Bodies that were posted. */
    List<String> hooked() {
        return hooked;
    }

    /** Messages with their headers. */
    List<String> mailed() {
        return mailed;
    }

    @Override
    public void close() throws IOException {
        hook.stop(0);
        mail.close();
    }
}
