// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.coverage;

/**
 * Line coverage of a module.
 *
 * @param covered lines that at least one test executes
 * @param lines   all lines
 */
record ModuleCoverage(String module, int covered, int lines) {

    double percent() {
        return lines == 0 ? 100 : 100.0 * covered / lines;
    }

    ModuleCoverage plus(ModuleCoverage other) {
        return new ModuleCoverage(module, covered + other.covered, lines + other.lines);
    }
}
