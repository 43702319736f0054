// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.harness;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** HTTP client that writes raw bytes, so that tests can send malformed requests. */
public final class RawHttpClient {

    private static final int TIMEOUT_MILLIS = 30_000;

    private final String host;
    private final int port;

    public RawHttpClient(URI address) {
        this.host = address.getHost();
        this.port = address.getPort();
    }

    public HttpReply get(String target, String... headers) {
        return ask("GET " + target, headers);
    }

    /** Sends a request without a body. */
    public HttpReply ask(String line, String... headers) {
        return send(head(line, headers) + "\r\n");
    }

    public HttpReply post(String target, String json, String... headers) {
        return post(target, json.getBytes(StandardCharsets.UTF_8), "application/json", headers);
    }

    public HttpReply post(String target, byte[] body, String contentType, String... headers) {
        return send("POST", target, body, contentType, headers);
    }

    /** Sends a request with a JSON body. */
    public HttpReply send(String method, String target, String json, String... headers) {
        return send(method, target, json.getBytes(StandardCharsets.UTF_8), "application/json", headers);
    }

    public HttpReply send(String method, String target, byte[] body, String contentType, String... headers) {
        var out = new ByteArrayOutputStream();
        var type = contentType.isEmpty() ? "" : "Content-Type: " + contentType + "\r\n";
        out.writeBytes((head(method + " " + target, headers) + type + "Content-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return send(out.toByteArray());
    }

    private static String head(String line, String... headers) {
        var text = new StringBuilder(line).append(" HTTP/1.1\r\nHost: pulser\r\n");
        for (var header : headers) {
            text.append(header).append("\r\n");
        }
        return text.toString();
    }

    public HttpReply send(String bytes) {
        return send(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes and reads one response. */
    public HttpReply send(byte[] bytes) {
        try (var socket = new Socket(host, port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            try {
                socket.getOutputStream().write(bytes);
            } catch (SocketException e) {
                // The server may respond and close before it has read everything.
            }
            return read(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpReply read(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        Map<String, String> headers = new HashMap<>();
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var body = new ByteArrayOutputStream();
        if (headers.containsKey("content-length")) {
            body.writeBytes(in.readNBytes(Integer.parseInt(headers.get("content-length"))));
        } else if ("chunked".equals(headers.get("transfer-encoding"))) {
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                body.writeBytes(in.readNBytes(size));
                line(in);
            }
        }
        return new HttpReply(status, headers, body.toString(StandardCharsets.UTF_8));
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the connection ended after: " + line);
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
