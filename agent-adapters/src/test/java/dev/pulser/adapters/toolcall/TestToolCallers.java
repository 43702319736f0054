// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.toolcall;

import dev.pulser.adapters.Assignments;
import dev.pulser.adapters.limiter.CallLimiters;
import dev.pulser.adapters.policy.ServerPolicies;
import dev.pulser.adapters.registry.ToolApprovalPolicy;
import dev.pulser.adapters.registry.ToolApprovals;
import dev.pulser.adapters.registry.ToolRegistry;
import dev.pulser.mcp.McpServers;
import java.time.InstantSource;

/** Tool callers without topics. */
public final class TestToolCallers {

    private static final InstantSource CLOCK = InstantSource.fixed(Assignments.NOW);

    private TestToolCallers() {}

    /** Returns a caller that approves first definitions and has no policies. */
    public static ToolCaller caller(McpServers servers) {
        return caller(servers, ToolApprovalPolicy.FIRST_SEEN);
    }

    static ToolCaller caller(McpServers servers, ToolApprovalPolicy policy) {
        return caller(servers, ServerPolicies.DEFAULT, new ToolApprovals(policy, CLOCK, approval -> {}));
    }

    public static ToolCaller caller(McpServers servers, ServerPolicies policies, ToolApprovals approvals) {
        return new ToolCaller(
                servers, new ToolRegistry(servers, policies, approvals), new CallLimiters(policies), CLOCK);
    }
}
