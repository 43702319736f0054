// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http.framing;

import io.netty.bootstrap.ChannelInitializerExtension;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Customizer that registers the framing handler before the HTTP server starts. Quarkus and Vert.x have no hook before
 * the HTTP decoder.
 */
@ApplicationScoped
class RequestFramingInstaller implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        // HTTP/2 without TLS would bypass the framing handler.
        options.setHttp2ClearTextEnabled(false);
        RequestFramingExtension.serve(options);
        System.setProperty(ChannelInitializerExtension.EXTENSIONS_SYSTEM_PROPERTY, "serviceload");
    }
}
