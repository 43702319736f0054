// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

import dev.pulser.chaos.fault.Fault;
import java.time.Duration;

/**
 * Fault with its parameters.
 *
 * @param broker index of the affected broker, for faults that affect one
 * @param length duration of the fault, for faults that have one
 */
record ScheduledFault(Fault fault, int broker, Duration length) {}
