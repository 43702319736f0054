// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

import dev.pulser.contract.agent.AgentDefinition;
import dev.pulser.contract.agent.AgentKind;
import dev.pulser.contract.attempt.Outcome;
import dev.pulser.contract.routing.Assignment;

/**
 * Adapter that runs assignments on one kind of agent.
 *
 * <p>Threads: {@link #run} is called on a separate virtual thread, concurrently for different assignments, and may
 * block. The thread is interrupted at the deadline of the assignment, when the assignment is revoked or superseded, and
 * at shutdown; the method must then return or throw within one second.
 *
 * <p>Delivery: at least once. The same assignment may run more than once, on this instance or another. Pass {@link
 * Assignment#idempotencyKey} on where the agent accepts an idempotency key.
 *
 * <p>Errors: every failure of the agent or the network is a returned {@link Outcome}. An exception is a defect of the
 * adapter and fails the task permanently.
 */
public interface AgentAdapter {

    AgentKind kind();

    /**
     * Runs the assignment and returns its outcome. The output of a success is the JSON text of the task's {@code
     * result}: {@code {"success":true,"output":…}}.
     *
     * @param agent definition of the agent; its kind is {@link #kind()}
     * @param listener receiver of progress, usage and tool calls; may be called any number of times until this method
     *     returns, never after
     * @return outcome of the attempt; never null
     * @throws InterruptedException if the thread was interrupted before the attempt ended
     */
    Outcome run(Assignment assignment, AgentDefinition agent, AttemptListener listener) throws InterruptedException;

    /**
     * Checks the health of the agent without giving it work. Called on a virtual thread, which is interrupted when the
     * check takes longer than {@code pulser.health.timeout}.
     *
     * @param agent definition of the agent; its kind is {@link #kind()}
     * @return result of the check; never null
     */
    CheckResult check(AgentDefinition agent) throws InterruptedException;
}
