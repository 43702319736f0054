// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.option;

/**
 * Change that a command is about to make.
 *
 * @param action    verb phrase for the confirmation, such as "cancel 7 tasks"
 * @param count     number of affected objects; with 0 the command ends after the preview
 * @param confirmed true when the user has to confirm it
 * @param preview   step of a dry run
 * @param apply     step that makes the change
 */
public record PlannedChange(String action, long count, boolean confirmed, Step preview, Step apply) {

    /** Step of a command. */
    public interface Step {

        /** Runs the step and returns the exit code. */
        int run() throws InterruptedException;
    }
}
