// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pulser.cli.api.ApiOptions;
import dev.pulser.cli.api.PulserClient;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.console.ExitCode;
import java.io.InputStream;
import picocli.CommandLine.Mixin;

/** Options of every command that makes a change, and the steps of such a change: preview, confirm, apply. */
public final class ChangeOptions {

    @Mixin
    private final ConfirmationOption confirmation = new ConfirmationOption();

    @Mixin
    private final AuditOptions audit = new AuditOptions();

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public PulserClient client() {
        return api.client();
    }

    public OutputOptions output() {
        return output;
    }

    /** Returns true with {@code --dry-run}. */
    public boolean isDryRun() {
        return confirmation.isDryRun();
    }

    /** Returns a request body that holds the audit fields. */
    public ObjectNode body() {
        return audit.body();
    }

    /** Adds the audit fields to the body of a request, and returns it. */
    public ObjectNode audited(ObjectNode body) {
        return audit.addTo(body);
    }

    /**
     * Runs a change: with {@code --dry-run} or nothing to change only the preview, else the change after its
     * confirmation.
     *
     * @param input source of the answer to the confirmation prompt
     * @return the exit code
     */
    public int run(PlannedChange change, Console console, InputStream input) throws InterruptedException {
        if (isDryRun()) {
            console.info("Dry run: would %s. Nothing was changed.".formatted(change.action()));
            return change.preview().run();
        }
        if (change.count() == 0) {
            return change.preview().run();
        }
        if (change.confirmed() && !confirmation.isConfirmed(console, input, change.action())) {
            console.info("Nothing was changed.");
            return ExitCode.FAILED;
        }
        return change.apply().run();
    }
}
