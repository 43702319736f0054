// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.report;

/**
 * Whether a figure is as it was promised to be.
 *
 * @param promise what was promised
 * @param found   the figure
 */
public record Verdict(String promise, boolean kept, String found) {

    @Override
    public String toString() {
        return "%s  %s: %s".formatted(kept ? "kept  " : "BROKEN", promise, found);
    }
}
