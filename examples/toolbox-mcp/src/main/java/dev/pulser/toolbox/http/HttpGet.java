// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.http;

import dev.pulser.toolbox.tool.Arguments;
import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolResult;
import dev.pulser.toolbox.tool.ToolSpec;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gets one page of an allowed host. Redirects are not followed: where they lead was not allowed. */
public final class HttpGet implements Tool {

    private static final Parameter.Text URL =
            Parameter.required("url", "http or https address on a host that is allowed.");
    private static final Parameter.Whole MAX_BYTES =
            new Parameter.Whole("max_bytes", "How much of the body to read at most.", 65_536, 1, 200_000);

    private final AllowedHosts allowed;
    private final Duration limit;
    private final Pages pages;

    /** @param limit the longest that a whole answer may take */
    public HttpGet(AllowedHosts allowed, Duration limit) {
        this.allowed = allowed;
        this.limit = limit;
        this.pages = new Pages(limit);
    }

    /** @param bytes of the body that were read */
    record Page(int status, @Nullable String contentType, String body, int bytes, boolean truncated) {}

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "http_get",
                "HTTP GET",
                "Gets an address of an allowed host within %d s, redirects not followed; returns status, content type and"
                                .formatted(limit.toSeconds())
                        + " the body as text.",
                List.of(URL, MAX_BYTES),
                Page.class,
                true);
    }

    @Override
    public ToolResult call(Arguments arguments) throws InterruptedException {
        if (allowed.hosts().isEmpty()) {
            return new ToolResult.Refusal(
                    "TOOLBOX_HTTP_ALLOW is not set: name the hosts that may be asked as host:port, separated by commas");
        }
        URI address;
        try {
            address = new URI(arguments.text(URL));
        } catch (URISyntaxException e) {
            return new ToolResult.Refusal("url is not an address: " + e.getReason());
        }
        if (address.getHost() == null || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
            return new ToolResult.Refusal("url must begin with http:// or https:// and name a host");
        }
        if (address.getRawUserInfo() != null) {
            return new ToolResult.Refusal("url must not carry a user name or password");
        }
        if (!allowed.allow(address)) {
            return new ToolResult.Refusal(
                    "url names %s, which TOOLBOX_HTTP_ALLOW does not list".formatted(address.getRawAuthority()));
        }
        return pages.get(address, arguments.whole(MAX_BYTES));
    }
}
