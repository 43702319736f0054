// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.launcher.embedded.PostgresAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {

    @Test
    void parsesAUrl() {
        assertThat(PostgresUrl.parse("postgresql://me:s3cret@db.example:6543/tasks?sslmode=require"))
                .isEqualTo(
                        new PostgresAccount("jdbc:postgresql://db.example:6543/tasks?sslmode=require", "me", "s3cret"));
    }

    @Test
    void acceptsTheDefaultPortTheJdbcPrefixAndEscapes() {
        assertThat(PostgresUrl.parse("jdbc:postgres://me:a%40b+c@localhost/tasks"))
                .isEqualTo(new PostgresAccount("jdbc:postgresql://localhost:5432/tasks", "me", "a@b+c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:5432",
                "mysql://me:hunter2@localhost/tasks",
                "postgresql://localhost/tasks",
                "postgresql://me@localhost/tasks",
                "postgresql://me:hunter2@localhost",
                "postgresql://me:hunter2@localhost/",
                "postgresql://me:hun ter2@localhost/tasks"
            })
    void reportsTheFormButNeverThePassword(String url) {
        assertThatThrownBy(() -> PostgresUrl.parse(url))
                .hasMessage(
                        "Invalid value for --postgres. Use the form postgresql://user:password@host:5432/database.");
    }
}
