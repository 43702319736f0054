// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.endtoend;

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

/** Receivers of alerts: a Slack webhook, and a mail server with the part of SMTP (RFC 5321) that a sender needs. */
final class AlertReceivers implements AutoCloseable {

    private final List<String> hooked = new CopyOnWriteArrayList<>();
    private final List<String> mailed = new CopyOnWriteArrayList<>();
    private final HttpServer hook;
    private final ServerSocket mail;

    AlertReceivers() throws IOException {
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
                converse(socket);
            } catch (IOException e) {
                // closed, or the sender disconnected: continue with the next one
            }
        }
    }

    private void converse(Socket socket) throws IOException {
        var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        reply(socket, "220 ready");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var word = line.length() < 4 ? line : line.substring(0, 4).toUpperCase(Locale.ROOT);
            switch (word) {
                case "DATA" -> {
                    reply(socket, "354 send data");
                    mailed.add(text(in));
                    reply(socket, "250 accepted");
                }
                case "QUIT" -> {
                    reply(socket, "221 bye");
                    return;
                }
                default -> reply(socket, "250 ok");
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

    private static void reply(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    String hookUrl() {
        return "http://127.0.0.1:%d/hook".formatted(hook.getAddress().getPort());
    }

    int mailPort() {
        return mail.getLocalPort();
    }

    /** Returns the bodies of the webhook calls. */
    List<String> hooked() {
        return hooked;
    }

    /** Returns the mails with their headers. */
    List<String> mailed() {
        return mailed;
    }

    @Override
    public void close() throws IOException {
        hook.stop(0);
        mail.close();
    }
}
