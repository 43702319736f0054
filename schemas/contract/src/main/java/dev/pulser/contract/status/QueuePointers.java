// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.status;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Priority;

/**
 * Bounds of the queue of one priority and company within a lane, in order of arrival. A task that was cancelled while it
 * waited is counted until it reaches the head.
 *
 * @param head queue index of the next task
 * @param tail queue index that the next arrival gets
 */
public record QueuePointers(Priority priority, Company company, long head, long tail) {}
