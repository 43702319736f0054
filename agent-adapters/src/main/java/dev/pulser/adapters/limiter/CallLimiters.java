// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.limiter;

import dev.pulser.adapters.policy.ServerPolicies;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Limiters of all servers within this process. Thread-safe. */
public final class CallLimiters {

    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final ServerPolicies policies;
    private final ConcurrentMap<String, CallLimiter> byServer = new ConcurrentHashMap<>();

    public CallLimiters(ServerPolicies policies) {
        this.policies = policies;
    }

    /**
     * Waits until the limits of server and tool admit the call.
     *
     * @param timeout longest wait; zero or less does not wait
     */
    public CallAdmission acquire(String server, String tool, Duration timeout) throws InterruptedException {
        return limiter(server).acquire(tool, timeout);
    }

    /** Returns the number of running calls of a server. */
    public int running(String server) {
        return limiter(server).running();
    }

    private CallLimiter limiter(String server) {
        return byServer.computeIfAbsent(server, name -> new CallLimiter(policies.of(name), WINDOW));
    }
}
