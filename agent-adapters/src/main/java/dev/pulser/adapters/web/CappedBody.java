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

/** Reads a body up to a limit and hangs up beyond it, so that no agent can fill the memory. */
public final class CappedBody implements BodySubscriber<WebBody> {

    private final int limit;
    private final boolean announcedTooLarge;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<WebBody> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    private CappedBody(int limit, boolean announcedTooLarge) {
        this.limit = limit;
        this.announcedTooLarge = announcedTooLarge;
    }

    /** Reads at most {@code limit} bytes. */
    public static BodyHandler<WebBody> of(int limit) {
        return answer -> new CappedBody(
                limit, answer.headers().firstValueAsLong("Content-Length").orElse(0) > limit);
    }

    @Override
    public CompletionStage<WebBody> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        if (announcedTooLarge) {
            hangUp(subscription);
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
                    hangUp(subscription);
                }
                return;
            }
            var chunk = new byte[buffer.remaining()];
            buffer.get(chunk);
            bytes.writeBytes(chunk);
        }
    }

    private void hangUp(Flow.Subscription subscription) {
        body.complete(new WebBody.TooLarge(limit));
        subscription.cancel();
        bytes.reset();
    }

    @Override
    public void onError(Throwable error) {
        body.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        body.complete(new WebBody.Whole(ByteBuffer.wrap(bytes.toByteArray())));
    }
}
