// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.doctor;

import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.option.OutputOptions;
import java.util.List;

/**
 * Findings of all checks.
 *
 * @param findings in the order of the checks
 */
public record DoctorReport(List<Finding> findings) {

    public DoctorReport {
        findings = List.copyOf(findings);
    }

    /** Prints the findings, and returns {@link ExitCode#FAILED} when there is a problem. */
    public int print(Console console, OutputOptions output) {
        output.print(console, findings, this::table);
        return findings.stream().anyMatch(Finding::isProblem) ? ExitCode.FAILED : ExitCode.OK;
    }

    private Table table() {
        var table = Table.of("CHECK", "STATE", "DETAIL", "REMEDY").coloring("STATE");
        findings.forEach(it -> table.row(it.check(), it.state(), it.detail(), it.remedy()));
        return table;
    }
}
