// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import dev.pulser.launcher.embedded.PostgresAccount;
import dev.pulser.launcher.project.ProjectHome;
import dev.pulser.launcher.service.Service;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What agent-adapters finds in its environment, for a program that does its work on its own for a moment. */
public final class AdaptersEnvironment {

    /** Whoever asks for it gets none: the adapters never see the database. */
    private static final PostgresAccount NO_DATABASE = new PostgresAccount("jdbc:postgresql:", "", "");

    private AdaptersEnvironment() {}

    /**
     * Without an account for the toolbox's database.
     *
     * @param java     the {@code java} program
     * @param restPort of a stack, which need not run
     * @param kafka    bootstrap servers of it
     */
    public static Map<String, String> of(ProjectHome project, Path java, int restPort, String kafka) {
        var usual = StackPorts.DEFAULT;
        var ports = new StackPorts(
                restPort,
                usual.routing(),
                usual.adapters(),
                usual.telemetry(),
                usual.kafka(),
                usual.postgres(),
                usual.redis());
        return new ServiceSettings(
                        new StackAddresses(ports, kafka, NO_DATABASE, ""),
                        Secrets.none(),
                        Optional.empty(),
                        project,
                        java,
                        project.root(),
                        Map.of())
                .of(Service.ADAPTERS);
    }
}
