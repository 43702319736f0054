// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.coverage;

/** Lines of a module that some test ran. */
record ModuleCoverage(String module, int covered, int lines) {

    double percent() {
        return lines == 0 ? 100 : 100.0 * covered / lines;
    }

    ModuleCoverage plus(ModuleCoverage other) {
        return new ModuleCoverage(module, covered + other.covered, lines + other.lines);
    }
}
