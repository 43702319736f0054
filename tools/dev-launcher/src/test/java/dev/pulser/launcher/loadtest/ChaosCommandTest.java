// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.loadtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pulser.chaos.check.Findings;
import dev.pulser.chaos.check.Violation;
import dev.pulser.chaos.verdict.ChaosVerdict;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.UsageException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ChaosCommandTest {

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
    private final Console console = new Console(out, out, false, false);

    @ParameterizedTest
    @CsvSource({
        "--minutes,0",
        "--minutes,-1",
        "--rate,0",
        "--faults,kill-everything",
        "--faults,kill-redis+flush-redis",
        "--faults,bounce-brokers",
        "--brokers,2"
    })
    void refusesInvalidOptions(String flag, String value) {
        var command = new ChaosCommand(console);
        new CommandLine(command).parseArgs(flag, value);

        assertThatExceptionOfType(UsageException.class).isThrownBy(command::call);
    }

    @Test
    void printsEveryCheckAndTheFirstViolations() {
        var violation = new Violation("C1", "tsk_1", "accepted and never ended");
        new ChaosReportPrinter(verdict(ChaosVerdict.Outcome.VIOLATED, List.of(), violation)).print(console);

        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("nothing is lost")
                .contains("C1 tsk_1: accepted and never ended")
                .contains("VIOLATED: 1 violations, seed 9");
    }

    @Test
    void printsWhyARunIsInconclusive() {
        new ChaosReportPrinter(verdict(ChaosVerdict.Outcome.INVALID, List.of("it did not come to rest")))
                .print(console);

        assertThat(output.toString(StandardCharsets.UTF_8))
                .contains("nothing is lost: 4 of 5 are well")
                .contains("Inconclusive: it did not come to rest")
                .contains("INVALID, seed 9");
    }

    private static ChaosVerdict verdict(ChaosVerdict.Outcome outcome, List<String> reasons, Violation... violations) {
        var findings = new Findings(5, List.of(violations), "4 of 5 are well");
        return new ChaosVerdict(
                outcome, 9, reasons, List.of(new ChaosVerdict.Result("C1", "nothing is lost", 1, findings)));
    }
}
