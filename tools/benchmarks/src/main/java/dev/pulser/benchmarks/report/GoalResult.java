// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.report;

/**
 * Result of a goal.
 *
 * @param goal     required property of the system
 * @param measured measured value
 */
public record GoalResult(String goal, boolean met, String measured) {

    @Override
    public String toString() {
        return "%s  %s: %s".formatted(met ? "met   " : "NOT MET", goal, measured);
    }
}
