// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.cli.doctor.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineChecksTest {

    @ParameterizedTest
    @CsvSource({"25.0.3, false", "26, false", "24.0.1, true", "17.0.15, true"})
    void requiresJdk25OrLater(String version, boolean problem) {
        assertThat(MachineChecks.jdk(Runtime.Version.parse(version)).isProblem())
                .isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8.7", "3.9.11", "4.0.0"})
    void acceptsTheseVersionsOfMaven(String version) {
        var found = MachineChecks.mavenOf("\u001b[1mApache Maven " + version + "\u001b[m (hash)\nMaven home: x");

        assertThat(found.isProblem()).isFalse();
        assertThat(found.detail()).isEqualTo(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Apache Maven 3.8.6 (x)", "Apache Maven 2.2.1", "command not found", ""})
    void suggestsAnotherMavenForTheseOutputs(String output) {
        assertThat(MachineChecks.mavenOf(output))
                .returns(true, Finding::isProblem)
                .extracting(Finding::remedy)
                .asString()
                .contains("3.8.7")
                .contains("apt install maven");
    }

    @Test
    void aFindingWithoutAProblemNeedsNoRemedy() {
        assertThat(Finding.ok("disk", "much").remedy()).isEmpty();
    }
}
