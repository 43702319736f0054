// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.console;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Prints the failure of a command to standard error and returns its exit code.
 *
 * @param failures exceptions whose message is written for the user, besides {@link CommandFailedException}
 */
public record ErrorReporter(Console console, Class<? extends Exception> failures)
        implements IParameterExceptionHandler, IExecutionExceptionHandler {

    public ErrorReporter(Console console) {
        this(console, CommandFailedException.class);
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        printError(
                failure instanceof UnmatchedArgumentException unmatched ? describe(unmatched) : failure.getMessage());
        console.info("Run '%s --help' for usage."
                .formatted(failure.getCommandLine().getCommandSpec().qualifiedName()));
        return ExitCode.USAGE;
    }

    private static String describe(UnmatchedArgumentException failure) {
        var arguments = String.join(" ", failure.getUnmatched());
        var suggestions = failure.getSuggestions();
        return suggestions.isEmpty()
                ? "Unknown command or argument '%s'.".formatted(arguments)
                : "Unknown command or argument '%s'. Did you mean %s?"
                        .formatted(arguments, String.join(" or ", suggestions));
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        if (failure instanceof UsageException) {
            printError(failure.getMessage());
            return ExitCode.USAGE;
        }
        if (failure instanceof CommandFailedException || failures.isInstance(failure)) {
            printError(failure.getMessage());
            return ExitCode.FAILED;
        }
        printError("Internal error: %s. Please report it with the stack trace below.".formatted(failure));
        failure.printStackTrace();
        return ExitCode.FAILED;
    }

    private void printError(@Nullable String message) {
        console.info(console.styled(TextStyle.BAD, "pulser:") + " " + message);
    }
}
