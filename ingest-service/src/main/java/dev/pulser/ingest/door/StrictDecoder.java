// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.door;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/** Vert.x' decoder, except that a request with two lengths is refused and not repaired (RFC 9112, 6.3). */
final class StrictDecoder extends VertxHttpRequestDecoder {

    StrictDecoder(HttpServerOptions options) {
        super(options);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        message.setDecoderResult(DecoderResult.failure(
                new IllegalArgumentException("Content-Length and Transfer-Encoding are both there; send one of them")));
    }
}
