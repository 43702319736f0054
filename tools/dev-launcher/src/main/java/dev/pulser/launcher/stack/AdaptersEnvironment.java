// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import dev.pulser.launcher.embedded.PostgresAccount;
import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.project.ProjectLayout;
import dev.pulser.launcher.service.PulserService;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Environment of agent-adapters, for a program that runs its code without a stack. */
public final class AdaptersEnvironment {

    /** Empty account: the adapters never use the database. */
    private static final PostgresAccount NO_DATABASE = new PostgresAccount("jdbc:postgresql:", "", "");

    private AdaptersEnvironment() {}

    /**
     * Returns the environment, without an account for the toolbox's database.
     *
     * @param java     {@code java} program
     * @param restPort REST port of a stack, which need not run
     * @param kafka    bootstrap servers of that stack
     */
    public static Map<String, String> of(ProjectLayout project, Path java, int restPort, String kafka) {
        var defaults = StackPorts.DEFAULT;
        var ports = new StackPorts(
                restPort,
                defaults.routing(),
                defaults.adapters(),
                defaults.telemetry(),
                defaults.kafka(),
                defaults.postgres(),
                defaults.redis());
        return new ServiceEnvironment(
                        new StackAddresses(ports, kafka, NO_DATABASE, ""),
                        StackSecrets.none(),
                        Optional.empty(),
                        project,
                        java,
                        project.root(),
                        Map.of())
                .of(PulserService.ADAPTERS);
    }
}
