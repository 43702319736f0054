// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.door;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts the door before the server is made: neither Quarkus nor Vert.x lets one see a request so early. */
@ApplicationScoped
class DoorInstaller implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        // HTTP/2 without TLS would pass the door in another form; nobody needs it.
        options.setHttp2ClearTextEnabled(false);
        DoorExtension.serve(options);
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }
}
