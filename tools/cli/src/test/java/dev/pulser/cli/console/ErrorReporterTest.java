// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ErrorReporterTest {

    private final CapturedConsole captured = CapturedConsole.pipe();

    @Command(name = "sample", subcommands = CommandLine.HelpCommand.class)
    private record Sample(RuntimeException failure) implements Callable<Integer> {

        @Override
        public Integer call() {
            throw failure;
        }
    }

    private int run(ErrorReporter reporter, RuntimeException failure, String... arguments) {
        return new CommandLine(new Sample(failure))
                .setParameterExceptionHandler(reporter)
                .setExecutionExceptionHandler(reporter)
                .execute(arguments);
    }

    @Test
    void returnsTheExitCodeOfTheKindOfFailure() {
        var reporter = new ErrorReporter(captured.console(), IllegalStateException.class);

        assertThat(run(reporter, new UsageException("Use --all."))).isEqualTo(ExitCode.USAGE);
        assertThat(run(reporter, new CommandFailedException("Pulser is down."))).isEqualTo(ExitCode.FAILED);
        assertThat(run(reporter, new IllegalStateException("Not started."))).isEqualTo(ExitCode.FAILED);

        assertThat(captured.err().lines())
                .containsExactly("pulser: Use --all.", "pulser: Pulser is down.", "pulser: Not started.");
    }

    @Test
    void suggestsASimilarCommand() {
        assertThat(run(new ErrorReporter(captured.console()), new UsageException(""), "halp"))
                .isEqualTo(ExitCode.USAGE);

        assertThat(captured.err())
                .contains("Unknown command or argument 'halp'. Did you mean")
                .contains("Run 'sample --help' for usage.");
    }

    @Test
    void describesTheCauseOfAFailedFuture() {
        assertThat(ErrorText.of(new ExecutionException(new IOException("The broker is down.."))))
                .isEqualTo("The broker is down");
        assertThat(ErrorText.of(new IOException())).isEqualTo("IOException");
    }
}
