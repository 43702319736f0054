// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.gate;

import dev.pulser.adapters.terms.Terms;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The gate of every server, within this process. Safe from any thread. */
public final class CallGates {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Terms terms;
    private final ConcurrentMap<String, CallGate> byServer = new ConcurrentHashMap<>();

    public CallGates(Terms terms) {
        this.terms = terms;
    }

    /**
     * Waits until the call may be made by the limits of its server and its tool, at most for {@code patience}.
     *
     * @param patience zero or less asks without waiting
     */
    public Entry enter(String server, String tool, Duration patience) throws InterruptedException {
        return gate(server).enter(tool, patience);
    }

    /** Calls of a server that are being made. */
    public int running(String server) {
        return gate(server).running();
    }

    private CallGate gate(String server) {
        return byServer.computeIfAbsent(server, name -> new CallGate(terms.of(name), WINDOW));
    }
}
