// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http.framing;

import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpMessage;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * Decoder of Vert.x that rejects a request with both Content-Length and Transfer-Encoding instead of repairing it (RFC
 * 9112, section 6.3).
 */
final class StrictHttpRequestDecoder extends VertxHttpRequestDecoder {

    StrictHttpRequestDecoder(HttpServerOptions options) {
        super(options);
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        message.setDecoderResult(DecoderResult.failure(
                new IllegalArgumentException("Content-Length and Transfer-Encoding must not be combined.")));
    }
}
