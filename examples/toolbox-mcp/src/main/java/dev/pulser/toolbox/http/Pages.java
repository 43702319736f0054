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

/** Fetches pages, each within one limit. The client is made with the first one. For any thread. */
final class Pages {

    private final Duration limit;
    private @Nullable HttpClient client;

    Pages(Duration limit) {
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
            return refuse(address, "no whole answer within %d s".formatted(limit.toSeconds()));
        } catch (ExecutionException e) {
            var cause = e.getCause();
            return refuse(address, cause == null ? "no reason given" : reason(cause));
        } finally {
            answer.cancel(true); // closes the connection of a call that timed out or was interrupted
        }
    }

    private static ToolResult page(HttpResponse<FirstBytes.Head> response) {
        var head = response.body();
        return new ToolResult.Answer(new HttpGet.Page(
                response.statusCode(),
                response.headers().firstValue("content-type").orElse(null),
                head.bytes().toString(StandardCharsets.UTF_8),
                head.bytes().size(),
                head.truncated()));
    }

    private static ToolResult refuse(URI address, String reason) {
        return new ToolResult.Refusal("%s gave no answer: %s".formatted(address.getRawAuthority(), reason));
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
