// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.web;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Body subscriber that stops at a limit and closes the connection, so that no agent can exhaust the memory. */
public final class LimitedBodySubscriber implements BodySubscriber<ResponseBody> {

    private final int limit;
    private final boolean announcedTooLarge;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<ResponseBody> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    private LimitedBodySubscriber(int limit, boolean announcedTooLarge) {
        this.limit = limit;
        this.announcedTooLarge = announcedTooLarge;
    }

    /** Returns a handler that reads at most {@code limit} bytes. */
    public static BodyHandler<ResponseBody> of(int limit) {
        return answer -> new LimitedBodySubscriber(
                limit, answer.headers().firstValueAsLong("Content-Length").orElse(0) > limit);
    }

    @Override
    public CompletionStage<ResponseBody> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        if (announcedTooLarge) {
            abort(subscription);
        } else {
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            if (body.isDone()) {
                return;
            }
            if (bytes.size() + buffer.remaining() > limit) {
                if (subscription != null) {
                    abort(subscription);
                }
                return;
            }
            var chunk = new byte[buffer.remaining()];
            buffer.get(chunk);
            bytes.writeBytes(chunk);
        }
    }

    private void abort(Flow.Subscription subscription) {
        body.complete(new ResponseBody.TooLarge(limit));
        subscription.cancel();
        bytes.reset();
    }

    @Override
    public void onError(Throwable error) {
        body.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        body.complete(new ResponseBody.Complete(ByteBuffer.wrap(bytes.toByteArray())));
    }
}
