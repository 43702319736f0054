// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.doctor;

import dev.pulser.cli.api.PulserClient;
import dev.pulser.cli.doctor.DeploymentChecks;
import dev.pulser.cli.doctor.Finding;
import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.running.ComponentStatus;
import dev.pulser.launcher.running.RunningStack;
import java.util.ArrayList;
import java.util.List;

/** Checks of the running stack, or of the ports that a stack would need. */
final class StackChecks {

    private StackChecks() {}

    /** Checks the components of a running stack, and then Pulser itself through its public interfaces. */
    static List<Finding> ofRunning(RunningStack stack) {
        var findings = new ArrayList<Finding>();
        stack.components().stream()
                .map(ComponentStatus::of)
                .map(StackChecks::ofComponent)
                .forEach(findings::add);
        var client = PulserClient.at("http://127.0.0.1:" + stack.restPort());
        findings.addAll(new DeploymentChecks(client, stack.kafka()).run());
        return findings;
    }

    /** Checks that the default ports are free. */
    static List<Finding> ofPorts() {
        return StackPorts.DEFAULT.all().stream().map(StackChecks::ofPort).toList();
    }

    private static Finding ofPort(LoopbackPort port) {
        var check = "port " + port.number();
        try {
            port.requireFree();
            return Finding.ok(check, "Free for %s.".formatted(port.purpose()));
        } catch (LaunchException e) {
            return Finding.problem(
                    check,
                    "In use, but needed for %s.".formatted(port.purpose()),
                    "Stop the process that listens on it (lsof -i :%d), or use ./pulser up %s PORT."
                            .formatted(port.number(), port.flag()));
        }
    }

    private static Finding ofComponent(ComponentStatus component) {
        return component.isReady()
                ? Finding.ok(component.name(), "Ready at %s.".formatted(component.address()))
                : Finding.problem(
                        component.name(),
                        "The component is %s.".formatted(component.state()),
                        "Check the log %s, and restart with ./pulser down and ./pulser up.".formatted(component.log()));
    }
}
