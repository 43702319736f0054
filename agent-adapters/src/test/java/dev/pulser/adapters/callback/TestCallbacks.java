// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.callback;

import dev.pulser.adapters.Assignments;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;

/** Factory of callback registries for tests, with a fixed clock and an unused address. */
public final class TestCallbacks {

    private record Config(URI baseUrl, int maxBytes, Duration readTimeout) implements CallbackConfig {}

    private TestCallbacks() {}

    public static CallbackRegistry create() {
        return new CallbackRegistry(
                new Config(URI.create("http://127.0.0.1:1/"), 1000, Duration.ofSeconds(1)),
                Clock.fixed(Assignments.NOW, ZoneOffset.UTC));
    }

    /** Posts a result to a callback URL, as an agent does, and returns the status. */
    public static int post(CallbackRegistry callbacks, String address, String body) {
        var token = address.substring(address.lastIndexOf('/') + 1);
        return callbacks
                .post(token, HttpHeaders.of(Map.of(), (name, value) -> true), body.getBytes(StandardCharsets.UTF_8))
                .status();
    }
}
