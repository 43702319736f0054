// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestFramingHandlerTest {

    private final HttpServerOptions options = new HttpServerOptions();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    RequestFramingHandlerTest() {
        channel.pipeline().addLast("httpDecoder", new VertxHttpRequestDecoder(options));
        channel.pipeline().addFirst("request-framing", new RequestFramingHandler(options));
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private void receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private String sent() {
        ByteBuf bytes = channel.readOutbound();
        if (bytes == null) {
            return "";
        }
        var text = bytes.toString(StandardCharsets.UTF_8);
        bytes.release();
        return text;
    }

    @Test
    void passesARequest() {
        receive("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(channel.inboundMessages()).first().isInstanceOf(HttpRequest.class);
        assertThat(sent()).isEmpty();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void passesAnotherRequestOnTheSameConnection() {
        receive("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
        receive("GET /b HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(channel.inboundMessages())
                .filteredOn(HttpRequest.class::isInstance)
                .hasSize(2);
    }

    @Test
    void rejectsTwoBodyLengthsAndCloses() {
        receive("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

        assertThat(sent()).startsWith("HTTP/1.1 400 Bad Request\r\n").contains("Content-Length and Transfer-Encoding");
        assertThat(channel.isOpen()).isFalse();
        assertThat(channel.inboundMessages()).isEmpty();
    }

    @Test
    void ignoresInputAfterARejection() {
        receive("GET /a b HTTP/1.1\r\nHost: x\r\n\r\nGET /health HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(channel.inboundMessages()).isEmpty();
    }

    @Test
    void limitsTheTimeOfHeaders() {
        channel.freezeTime();
        receive("GET /health HTTP/1.1\r\nHost: x\r\n");
        channel.advanceTimeBy(8, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.isOpen()).isTrue();

        channel.advanceTimeBy(2, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();

        assertThat(sent()).startsWith("HTTP/1.1 408 Request Timeout\r\n");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void doesNotLimitTheTimeOfABody() {
        channel.freezeTime();
        receive("POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab");
        channel.advanceTimeBy(60, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        receive("c");

        assertThat(channel.isOpen()).isTrue();
    }
}
