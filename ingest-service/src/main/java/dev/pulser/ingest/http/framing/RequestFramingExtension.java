// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http.framing;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerOptions;
import org.jspecify.annotations.Nullable;

/**
 * Netty extension that adds the framing handler to each connection. Netty instantiates it by {@code ServiceLoader},
 * hence the static field.
 */
public final class RequestFramingExtension extends ChannelInitializerExtension {

    private static volatile @Nullable HttpServerOptions served;

    public RequestFramingExtension() {}

    static void serve(HttpServerOptions options) {
        served = options;
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        var options = served;
        if (options != null) {
            channel.pipeline().addFirst("request-framing", new RequestFramingHandler(options));
        }
    }
}
