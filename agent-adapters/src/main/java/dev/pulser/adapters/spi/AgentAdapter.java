// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.routing.Assignment;
import dev.pulser.contract.task.Outcome;

/**
 * Runs assignments on one kind of agent.
 *
 * <p>Threads: {@link #run} is called on a virtual thread of its own and may block. It is interrupted at the assignment's
 * deadline, at shutdown and when the assignment was handed out again, and has to return or throw within a second.
 *
 * <p>Delivery: at least once. An assignment may be run more than once, on this instance or another. Pass {@link
 * Assignment#idempotencyKey} on where the agent accepts one.
 *
 * <p>Errors: whatever the agent or the network does is a returned {@link Outcome}. A thrown exception is a defect of the
 * adapter and fails the task for good.
 */
public interface AgentAdapter {

    AgentKind kind();

    /**
     * Does the work and says how it ended. The output of a success is the JSON text of the task's {@code result}:
     * {@code {"success":true,"output":…}}.
     *
     * @param agent    of this adapter's kind
     * @param progress may be told any number of times before returning, never after
     */
    Outcome run(Assignment assignment, AgentDefinition agent, Progress progress) throws InterruptedException;

    /**
     * Looks whether the agent could do work now, without giving it any. Called on a virtual thread, interrupted when it takes
     * longer than the health check's limit.
     *
     * @param agent of this adapter's kind
     */
    CheckResult check(AgentDefinition agent) throws InterruptedException;
}
