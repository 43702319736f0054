// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http.framing;

import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemType;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Channel handler that validates request framing on one connection. Runs around the HTTP decoder: before it, it limits
 * the time to receive a request head; after it, it rejects malformed requests and closes the connection. Event loop
 * only.
 */
final class RequestFramingHandler extends ChannelInboundHandlerAdapter {

    private static final int HEAD_SECONDS = 9;
    private static final String DECODER = "httpDecoder";

    private final HttpServerOptions options;
    private boolean installed;
    private boolean insideRequest;
    private boolean closed;
    private @Nullable Future<?> headTimer;

    RequestFramingHandler(HttpServerOptions options) {
        this.options = options;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (closed) {
            ReferenceCountUtil.release(bytes);
            return;
        }
        install(context);
        if (!insideRequest && headTimer == null) {
            headTimer = context.executor().schedule(() -> onHeadTimeout(context), HEAD_SECONDS, TimeUnit.SECONDS);
        }
        context.fireChannelRead(bytes);
    }

    private void install(ChannelHandlerContext context) {
        var pipeline = context.pipeline();
        if (!installed && pipeline.get(DECODER) instanceof VertxHttpRequestDecoder) {
            pipeline.replace(DECODER, DECODER, new StrictHttpRequestDecoder(options));
            pipeline.addAfter(DECODER, "request-head-validation", new DecodedRequestHandler(context));
            installed = true;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancelTimer();
        context.fireChannelInactive();
    }

    private void cancelTimer() {
        if (headTimer != null) {
            headTimer.cancel(false);
            headTimer = null;
        }
    }

    private void onHeadTimeout(ChannelHandlerContext context) {
        reject(
                context,
                Problem.of(
                        ProblemType.REQUEST_TIMEOUT,
                        "The request headers were not complete within %d seconds.".formatted(HEAD_SECONDS)));
    }

    private void reject(ChannelHandlerContext context, Problem problem) {
        closed = true;
        cancelTimer();
        var response = RawHttpResponse.of(problem);
        context.writeAndFlush(context.alloc().buffer(response.length).writeBytes(response))
                .addListener(ChannelFutureListener.CLOSE);
    }

    /** Handler behind the HTTP decoder. */
    private final class DecodedRequestHandler extends ChannelInboundHandlerAdapter {

        private final ChannelHandlerContext decoderContext;

        DecodedRequestHandler(ChannelHandlerContext decoderContext) {
            this.decoderContext = decoderContext;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (closed) {
                ReferenceCountUtil.release(message);
                return;
            }
            if (message instanceof HttpRequest request) {
                cancelTimer();
                insideRequest = true;
                var problem = RequestHeadValidator.problem(request);
                if (problem.isPresent()) {
                    ReferenceCountUtil.release(message);
                    reject(decoderContext, problem.get());
                    return;
                }
            }
            if (message instanceof LastHttpContent) {
                insideRequest = false;
            }
            context.fireChannelRead(message);
        }
    }
}
