// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.chaos;

import dev.pulser.chaos.verdict.Verdict;
import dev.pulser.launcher.cli.Console;
import dev.pulser.launcher.cli.Style;
import dev.pulser.launcher.cli.Table;

/** A verdict for people. */
record VerdictReport(Verdict verdict) {

    private static final int SHOWN = 10;

    void print(Console console) {
        var table = Table.of("CHECK", "SAW", "FOUND", "RULE");
        for (var result : verdict.results()) {
            var findings = result.findings();
            table.row(
                    result.check(),
                    Long.toString(findings.seen()),
                    Integer.toString(findings.violations().size()),
                    findings.remark().isEmpty() ? result.rule() : "%s: %s".formatted(result.rule(), findings.remark()));
        }
        table.lines(console).forEach(console::print);
        for (var result : verdict.results()) {
            result.findings().violations().stream()
                    .limit(SHOWN)
                    .forEach(violation -> console.print(
                            "%s %s: %s".formatted(violation.check(), violation.subject(), violation.what())));
        }
        verdict.reasons().forEach(reason -> console.print("proves nothing: " + reason));
        console.print(
                switch (verdict.outcome()) {
                    case PASSED -> console.styled(Style.GOOD, "PASSED") + ", seed " + verdict.seed();
                    case VIOLATED ->
                        "%s %d times, seed %d"
                                .formatted(
                                        console.styled(Style.BAD, "VIOLATED"),
                                        verdict.violations().size(),
                                        verdict.seed());
                    case INVALID -> console.styled(Style.BAD, "INVALID") + ", seed " + verdict.seed();
                });
    }
}
