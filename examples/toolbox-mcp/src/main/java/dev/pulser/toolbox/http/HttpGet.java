// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.http;

import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolArguments;
import dev.pulser.toolbox.tool.ToolDeclaration;
import dev.pulser.toolbox.tool.ToolResult;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tool that gets a page from an allowed host. Does not follow redirects, because their hosts may not be allowed. */
public final class HttpGet implements Tool {

    private static final Parameter.TextParameter URL =
            Parameter.required("url", "http or https URL on an allowed host.");
    private static final Parameter.IntegerParameter MAX_BYTES =
            new Parameter.IntegerParameter("max_bytes", "Largest number of bytes to read.", 65_536, 1, 200_000);

    private final AllowedHosts allowed;
    private final Duration limit;
    private final PageFetcher fetcher;

    /** @param limit time limit of a complete response */
    public HttpGet(AllowedHosts allowed, Duration limit) {
        this.allowed = allowed;
        this.limit = limit;
        this.fetcher = new PageFetcher(limit);
    }

    /** @param bytes number of bytes of the body that were read */
    record Page(int status, @Nullable String contentType, String body, int bytes, boolean truncated) {}

    @Override
    public ToolDeclaration spec() {
        return new ToolDeclaration(
                "http_get",
                "HTTP GET",
                "Gets a URL on an allowed host within %d s without following redirects; returns status, content type and"
                                .formatted(limit.toSeconds())
                        + " the body as text.",
                List.of(URL, MAX_BYTES),
                Page.class,
                true);
    }

    @Override
    public ToolResult call(ToolArguments arguments) throws InterruptedException {
        if (allowed.hosts().isEmpty()) {
            return new ToolResult.Failure(
                    "TOOLBOX_HTTP_ALLOW is not set. Set it to the allowed hosts as host:port, separated by commas.");
        }
        URI address;
        try {
            address = new URI(arguments.text(URL));
        } catch (URISyntaxException e) {
            return new ToolResult.Failure("url is invalid: %s.".formatted(e.getReason()));
        }
        if (address.getHost() == null || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
            return new ToolResult.Failure("url must start with http:// or https:// and have a host.");
        }
        if (address.getRawUserInfo() != null) {
            return new ToolResult.Failure("url must not contain a user name or password.");
        }
        if (!allowed.allow(address)) {
            return new ToolResult.Failure(
                    "url names %s, which is not in TOOLBOX_HTTP_ALLOW.".formatted(address.getRawAuthority()));
        }
        return fetcher.get(address, arguments.integer(MAX_BYTES));
    }
}
