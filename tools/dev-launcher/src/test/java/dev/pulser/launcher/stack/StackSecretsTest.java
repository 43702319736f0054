// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackSecretsTest {

    @TempDir
    Path folder;

    @Test
    void areRandomAndKept() {
        var first = StackSecrets.in(folder.resolve("a"));

        assertThat(first.contextKey()).hasSize(64).isNotEqualTo(first.reader());
        assertThat(StackSecrets.in(folder.resolve("a")).contextKey()).isEqualTo(first.contextKey());
        assertThat(StackSecrets.in(folder.resolve("b")).contextKey()).isNotEqualTo(first.contextKey());
    }

    @Test
    void areReadableByTheirUserOnly() throws IOException {
        StackSecrets.in(folder.resolve("a"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("a"))))
                .isEqualTo("rw-------");
    }

    @Test
    void generateOnlyMissingValues() throws IOException {
        var before = StackSecrets.in(folder.resolve("a"));
        var lines = Files.readAllLines(folder.resolve("a"));
        Files.write(
                folder.resolve("a"),
                lines.stream().filter(line -> !line.startsWith("context.key")).toList());

        var after = StackSecrets.in(folder.resolve("a"));

        assertThat(after.postgres()).isEqualTo(before.postgres());
        assertThat(after.contextKey()).hasSize(64).isNotEqualTo(before.contextKey());
    }

    @Test
    void areOmittedFromDescriptions() {
        var passwords = StackSecrets.in(folder.resolve("a")).postgres();

        assertThat(passwords.toString()).doesNotContain(passwords.owner());
    }
}
