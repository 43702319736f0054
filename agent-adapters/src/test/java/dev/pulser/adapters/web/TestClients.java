// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.web;

import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.service.egress.Egress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Factory of HTTP clients for tests. */
public final class TestClients {

    /** Value of the variable {@code ALPHA_TOKEN}. */
    public static final String TOKEN = "s3cret";

    private TestClients() {}

    public static AgentHttpClient local() {
        return new AgentHttpClient(
                new Egress(EgressPolicy.allowing(List.of("127.0.0.0/8"))),
                Duration.ofSeconds(2),
                Map.of("ALPHA_TOKEN", TOKEN, "EMPTY_TOKEN", " "));
    }

    /** Returns a client that reaches public addresses only. */
    public static AgentHttpClient strict() {
        return new AgentHttpClient(new Egress(EgressPolicy.allowing(List.of())), Duration.ofSeconds(2), Map.of());
    }
}
