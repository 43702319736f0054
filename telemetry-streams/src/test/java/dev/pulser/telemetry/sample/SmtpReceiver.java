// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** SMTP server (RFC 5321) with the commands that are needed to accept or to reject a mail. */
public final class SmtpReceiver implements AutoCloseable {

    private final ServerSocket server;
    private final Thread acceptor;
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private volatile boolean rejecting;

    /** @param port 0 for any free port */
    public SmtpReceiver(int port) throws IOException {
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        acceptor = Thread.ofPlatform().daemon().name("smtp-receiver").start(this::acceptAll);
    }

    /** @param text headers and body, lines separated by {@code \n} */
    public record Mail(String from, List<String> to, String text) {}

    public int port() {
        return server.getLocalPort();
    }

    public List<Mail> mails() {
        return List.copyOf(mails);
    }

    /** Rejects further mails with a temporary error, or accepts them again. */
    public void reject(boolean yes) {
        rejecting = yes;
    }

    private void acceptAll() {
        try {
            while (true) {
                var client = server.accept();
                Thread.ofPlatform().daemon().start(() -> serve(client));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client;
                var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                var out = new PrintWriter(client.getOutputStream(), true, StandardCharsets.UTF_8)) {
            converse(in, out);
        } catch (IOException _) {
            // the client has disconnected
        }
    }

    private void converse(BufferedReader in, PrintWriter out) throws IOException {
        var from = "";
        var to = new ArrayList<String>();
        reply(out, "220 receiver.test");
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var word = line.toUpperCase(Locale.ROOT);
            if (word.startsWith("QUIT")) {
                reply(out, "221 bye");
                return;
            } else if (word.startsWith("MAIL FROM:") && rejecting) {
                reply(out, "451 try again later");
            } else if (word.startsWith("DATA")) {
                reply(out, "354 end with a dot");
                mails.add(new Mail(from, List.copyOf(to), text(in)));
                reply(out, "250 accepted");
            } else {
                if (word.startsWith("MAIL FROM:")) {
                    from = address(line);
                } else if (word.startsWith("RCPT TO:")) {
                    to.add(address(line));
                }
                reply(out, "250 receiver.test");
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

    private static String address(String line) {
        return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    private static void reply(PrintWriter out, String line) {
        out.print(line + "\r\n");
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
        try {
            acceptor.join(Duration.ofSeconds(5)); // the port is free then
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
