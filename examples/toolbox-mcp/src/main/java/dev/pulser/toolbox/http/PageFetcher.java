// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.http;

import dev.pulser.toolbox.tool.ToolResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Fetcher of pages with a time limit. Creates its client for the first page. Thread-safe. */
final class PageFetcher {

    private final Duration limit;
    private @Nullable HttpClient client;

    PageFetcher(Duration limit) {
        this.limit = limit;
    }

    ToolResult get(URI address, int maxBytes) throws InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .timeout(limit)
                .header("User-Agent", "pulser-toolbox")
                .GET()
                .build();
        var answer = client().sendAsync(request, head -> new FirstBytes(maxBytes));
        try {
            return page(answer.get(limit.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return fail(address, "no complete response within %d s".formatted(limit.toSeconds()));
        } catch (ExecutionException e) {
            var cause = e.getCause();
            return fail(address, cause == null ? "unknown error" : reason(cause));
        } finally {
            answer.cancel(true); // closes the connection after a timeout or interruption
        }
    }

    private static ToolResult page(HttpResponse<FirstBytes.Prefix> response) {
        var head = response.body();
        return new ToolResult.Success(new HttpGet.Page(
                response.statusCode(),
                response.headers().firstValue("content-type").orElse(null),
                head.bytes().toString(StandardCharsets.UTF_8),
                head.bytes().size(),
                head.truncated()));
    }

    private static ToolResult fail(URI address, String reason) {
        return new ToolResult.Failure("%s did not respond: %s".formatted(address.getRawAuthority(), reason));
    }

    private static String reason(Throwable cause) {
        var name = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .proxy(HttpClient.Builder.NO_PROXY)
                    .connectTimeout(limit)
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();
        }
        return client;
    }
}
