// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.pulser.cli.console.UsageException;
import dev.pulser.launcher.options.StackOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class StackFlagOptionsTest {

    @Test
    void runsOneBrokerByDefault() {
        assertThat(options("").additionalBrokers()).isEmpty();
    }

    @Test
    void assignsConsecutivePortsToThreeBrokers() {
        assertThat(options("--brokers 3 --kafka-port 20092").additionalBrokers())
                .containsExactly(20_093, 20_094);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--brokers 2",
                "--brokers 0",
                "--brokers 3 --kafka somewhere:9092",
                "--brokers 3 --kafka-port 20092 --redis-port 20094",
                "--kafka-port 20092 --redis-port 20092"
            })
    void refusesConflictingOptions(String flags) {
        assertThatExceptionOfType(UsageException.class).isThrownBy(() -> options(flags));
    }

    private static StackOptions options(String words) {
        var flags = new StackFlagOptions();
        new CommandLine(CommandSpec.forAnnotatedObject(flags))
                .parseArgs(words.isEmpty() ? new String[0] : words.split(" "));
        return flags.options(Path.of("/nowhere"));
    }
}
