// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.door;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerOptions;
import org.jspecify.annotations.Nullable;

/** Found by Netty itself, which makes it without asking for anything: hence the one static field. */
public final class DoorExtension extends ChannelInitializerExtension {

    private static volatile @Nullable HttpServerOptions served;

    /** For Netty. */
    public DoorExtension() {}

    static void serve(HttpServerOptions options) {
        served = options;
    }

    @Override
    public void postInitializeServerChildChannel(Channel channel) {
        var options = served;
        if (options != null) {
            channel.pipeline().addFirst("door", new ConnectionDoor(options));
        }
    }
}
