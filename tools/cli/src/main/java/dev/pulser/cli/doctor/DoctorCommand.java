// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.doctor;

import dev.pulser.cli.api.ApiOptions;
import dev.pulser.cli.console.Console;
import dev.pulser.cli.option.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Command {@code doctor} of the standalone command line: checks a running deployment. */
@Command(
        name = "doctor",
        description =
                "Check a running deployment: topics, REST API, agents and tools. The exit code is 1 when there is a problem.")
public final class DoctorCommand implements Callable<Integer> {

    private final Console console;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:PULSER_KAFKA_BOOTSTRAP:-127.0.0.1:19092}",
            description = "Bootstrap servers; also PULSER_KAFKA_BOOTSTRAP (default: 127.0.0.1:19092).")
    private String kafka = "";

    @Mixin
    private final ApiOptions api = new ApiOptions();

    @Mixin
    private final OutputOptions output = new OutputOptions();

    public DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new DoctorReport(new DeploymentChecks(api.client(), kafka).run()).print(console, output);
    }
}
