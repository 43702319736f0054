// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.llm.openai;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder;
import dev.pulser.adapters.egress.Egress;
import dev.pulser.adapters.egress.EgressBlocked;
import dev.pulser.adapters.json.Excerpt;
import dev.pulser.adapters.llm.chat.Answer;
import dev.pulser.adapters.llm.chat.ChatModel;
import dev.pulser.adapters.llm.chat.Prompt;
import dev.pulser.adapters.spi.CheckResult;
import dev.pulser.adapters.web.RetryAfter;
import dev.pulser.contract.agent.Model;
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

/** Endpoints that speak OpenAI's chat completions. Safe from any thread. */
public final class OpenAiEndpoints implements AutoCloseable {

    private static final Duration CHECK_LIMIT = Duration.ofSeconds(5);

    /** OpenAI's own newer models refuse the older name of the limit of output; other endpoints do not know the newer. */
    private static final Pattern NEWER_NAME = Pattern.compile("(.+\\.)?openai\\.(azure\\.)?com");

    private final java.net.http.HttpClient client;
    private final Egress egress;
    private final Transport transport;

    public OpenAiEndpoints(Duration connectTimeout, int maxAnswerBytes, Egress egress, InstantSource clock) {
        client = java.net.http.HttpClient.newBuilder()
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
        this.egress = egress;
        transport = new Transport(client, egress, new RetryAfter(clock), maxAnswerBytes);
    }

    /**
     * A model at an endpoint.
     *
     * @param apiKey      null where the endpoint asks for none
     * @param traceparent W3C trace context that travels with each call
     */
    public ChatModel model(URI endpoint, Model model, @Nullable String apiKey, @Nullable String traceparent) {
        boolean newer = NEWER_NAME.matcher(String.valueOf(endpoint.getHost())).matches();
        return (prompt, key, partial) -> {
            var headers = new HashMap<>(Map.of("Idempotency-Key", key));
            if (traceparent != null) {
                headers.put("traceparent", traceparent);
            }
            return ask(client(endpoint, apiKey, headers), prompt, model, newer, partial);
        };
    }

    private static Answer ask(
            OpenAiStreamingChatModel client, Prompt prompt, Model model, boolean newer, Consumer<String> partial)
            throws InterruptedException {
        var collected = new Collected(partial);
        client.chat(ChatRequests.of(prompt, model, newer), collected);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return collected.answer();
    }

    /** Holds no connection of its own. */
    private OpenAiStreamingChatModel client(URI endpoint, @Nullable String apiKey, Map<String, String> headers) {
        return new OpenAiStreamingChatModelBuilder()
                .httpClientBuilder(new Given(transport))
                .baseUrl(endpoint.toString())
                .apiKey(apiKey)
                .customHeaders(() -> headers)
                .build();
    }

    /** Asks {@code address} whether the endpoint is there: it has to answer below 400. */
    public CheckResult check(URI address, @Nullable String apiKey) throws InterruptedException {
        try {
            var request = egress.open(address).request().timeout(CHECK_LIMIT).GET();
            if (apiKey != null) {
                request.header("Authorization", "Bearer " + apiKey);
            }
            int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
            return status < 400
                    ? new CheckResult.Fine()
                    : new CheckResult.Failing("its endpoint answered %d at %s".formatted(status, address.getRawPath()));
        } catch (EgressBlocked e) {
            return new CheckResult.Failing(e.reason());
        } catch (IOException e) {
            return new CheckResult.Failing(
                    "its endpoint cannot be reached: " + Excerpt.printable(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    /** A client that is there already, as LangChain4j wants to have it. */
    private record Given(HttpClient client) implements HttpClientBuilder {

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
