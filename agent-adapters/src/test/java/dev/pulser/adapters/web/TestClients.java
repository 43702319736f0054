// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.web;

import dev.pulser.adapters.egress.Egress;
import dev.pulser.contract.egress.EgressPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Clients of tests: they may reach this machine, and know one credential. */
public final class TestClients {

    /** Of the variable {@code ALPHA_TOKEN}. */
    public static final String TOKEN = "s3cret";

    private TestClients() {}

    public static AgentClient local() {
        return new AgentClient(
                new Egress(EgressPolicy.allowing(List.of("127.0.0.0/8"))),
                Duration.ofSeconds(2),
                Map.of("ALPHA_TOKEN", TOKEN, "EMPTY_TOKEN", " "));
    }

    /** Reaches public addresses only. */
    public static AgentClient strict() {
        return new AgentClient(new Egress(EgressPolicy.allowing(List.of())), Duration.ofSeconds(2), Map.of());
    }
}
