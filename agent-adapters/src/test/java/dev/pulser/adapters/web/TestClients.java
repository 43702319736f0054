// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.web;

import dev.pulser.contract.egress.EgressPolicy;
import dev.pulser.service.egress.Egress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Clients of tests: they may reach this machine, and know one credential. */
public final class TestClients {

    /** Of the variable {@code ALPHA_TOKEN}. */
    public static final String TOKEN = "s3cret";

    private TestClients() {}

    public static AgentHttpClient local() {
        return new AgentHttpClient(
                new Egress(EgressPolicy.allowing(List.of("127.0.0.0/8"))),
                Duration.ofSeconds(2),
                Map.of("ALPHA_TOKEN", TOKEN, "EMPTY_TOKEN", " "));
    }

    /** Reaches public addresses only. */
    public static AgentHttpClient strict() {
        return new AgentHttpClient(new Egress(EgressPolicy.allowing(List.of())), Duration.ofSeconds(2), Map.of());
    }
}
