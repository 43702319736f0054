// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.console;

import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** Text of an exception for an error message. */
public final class ErrorText {

    private ErrorText() {}

    /** Returns the message of a failure, or of the cause of an ExecutionException, without the final period. */
    public static String of(Throwable failure) {
        var origin = failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        return Optional.ofNullable(origin.getMessage())
                .orElse(origin.getClass().getSimpleName())
                .replaceFirst("\\.+\\s*$", "");
    }
}
