// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.openai;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder;
import dev.pulser.adapters.llm.chat.ChatModel;
import dev.pulser.adapters.llm.chat.ModelResponse;
import dev.pulser.adapters.llm.chat.Prompt;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.web.RetryAfter;
import dev.pulser.contract.agent.AgentModel;
import dev.pulser.contract.text.Excerpt;
import dev.pulser.service.egress.Egress;
import dev.pulser.service.egress.EgressBlockedException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Client for endpoints with the OpenAI chat completions API. Safe from any thread. */
public final class OpenAiEndpoints implements AutoCloseable {

    private static final Duration CHECK_LIMIT = Duration.ofSeconds(5);

    /** Hosts that require {@code max_completion_tokens}; other endpoints only support {@code max_tokens}. */
    private static final Pattern MAX_COMPLETION_TOKENS_HOSTS = Pattern.compile("(.+\\.)?openai\\.(azure\\.)?com");

    private final java.net.http.HttpClient client;
    private final Egress egress;
    private final OpenAiTransport transport;

    public OpenAiEndpoints(Duration connectTimeout, int maxResponseBytes, Egress egress, InstantSource clock) {
        client = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        this.egress = egress;
        transport = new OpenAiTransport(client, egress, new RetryAfter(clock), maxResponseBytes);
    }

    /**
     * Returns a model at an endpoint.
     *
     * @param apiKey bearer token; null for none
     * @param traceparent W3C trace context sent with each call; null for none
     */
    public ChatModel model(URI endpoint, AgentModel model, @Nullable String apiKey, @Nullable String traceparent) {
        boolean maxCompletionTokens = MAX_COMPLETION_TOKENS_HOSTS
                .matcher(String.valueOf(endpoint.getHost()))
                .matches();
        return (prompt, key, partial) -> {
            var headers = new HashMap<>(Map.of("Idempotency-Key", key));
            if (traceparent != null) {
                headers.put("traceparent", traceparent);
            }
            return call(client(endpoint, apiKey, headers), prompt, model, maxCompletionTokens, partial);
        };
    }

    private static ModelResponse call(
            OpenAiStreamingChatModel client,
            Prompt prompt,
            AgentModel model,
            boolean maxCompletionTokens,
            Consumer<String> partial)
            throws InterruptedException {
        var collector = new ResponseCollector(partial);
        client.chat(ChatRequests.of(prompt, model, maxCompletionTokens), collector);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return collector.response();
    }

    /** Creates a client on the shared connections; it has no resources to close. */
    private OpenAiStreamingChatModel client(URI endpoint, @Nullable String apiKey, Map<String, String> headers) {
        return new OpenAiStreamingChatModelBuilder()
                .httpClientBuilder(new ExistingClientBuilder(transport))
                .baseUrl(endpoint.toString())
                .apiKey(apiKey)
                .customHeaders(() -> headers)
                .build();
    }

    /** Sends a GET to {@code address}, which must return a status below 400. */
    public CheckResult check(URI address, @Nullable String apiKey) throws InterruptedException {
        try {
            var request = egress.open(address).request().timeout(CHECK_LIMIT).GET();
            if (apiKey != null) {
                request.header("Authorization", "Bearer " + apiKey);
            }
            int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
            return status < 400
                    ? new CheckResult.Healthy()
                    : new CheckResult.Unhealthy(
                            "Endpoint returned HTTP %d at %s".formatted(status, address.getRawPath()));
        } catch (EgressBlockedException e) {
            return new CheckResult.Unhealthy(e.reason());
        } catch (IOException e) {
            return new CheckResult.Unhealthy(
                    "Endpoint cannot be reached: " + Excerpt.line(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** Client builder that returns an existing client, as LangChain4j requires a builder. */
    private record ExistingClientBuilder(HttpClient client) implements HttpClientBuilder {

        @Override
        public Duration connectTimeout() {
            return CHECK_LIMIT;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration limit) {
            return this;
        }

        @Override
        public Duration readTimeout() {
            return CHECK_LIMIT;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration limit) {
            return this;
        }

        @Override
        public HttpClient build() {
            return client;
        }
    }
}
