// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.loadtest;

import dev.pulser.chaos.verdict.ChaosVerdict;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.Table;
import dev.pulser.cli.console.TextStyle;

/** Printer of the verdict of a chaos run. */
record ChaosReportPrinter(ChaosVerdict verdict) {

    private static final int MAX_VIOLATIONS = 10;

    void print(Console console) {
        var table = Table.of("CHECK", "CHECKED", "VIOLATIONS", "RULE");
        for (var result : verdict.results()) {
            var findings = result.findings();
            table.row(
                    result.check(),
                    Long.toString(findings.checked()),
                    Integer.toString(findings.violations().size()),
                    findings.remark().isEmpty() ? result.rule() : "%s: %s".formatted(result.rule(), findings.remark()));
        }
        table.lines(console).forEach(console::print);
        for (var result : verdict.results()) {
            result.findings().violations().stream()
                    .limit(MAX_VIOLATIONS)
                    .forEach(violation -> console.print(
                            "%s %s: %s".formatted(violation.check(), violation.subject(), violation.description())));
        }
        verdict.reasons().forEach(reason -> console.print("Inconclusive: " + reason));
        console.print(
                switch (verdict.outcome()) {
                    case PASSED -> console.styled(TextStyle.GOOD, "PASSED") + ", seed " + verdict.seed();
                    case VIOLATED ->
                        "%s: %d violations, seed %d"
                                .formatted(
                                        console.styled(TextStyle.BAD, "VIOLATED"),
                                        verdict.violations().size(),
                                        verdict.seed());
                    case INVALID -> console.styled(TextStyle.BAD, "INVALID") + ", seed " + verdict.seed();
                });
    }
}
