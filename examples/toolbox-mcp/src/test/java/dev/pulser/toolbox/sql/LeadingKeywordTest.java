// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LeadingKeywordTest {

    @Test
    void isFoundBehindBlanksBracketsAndComments() {
        assertThat(LeadingKeyword.of("select 1")).isEqualTo("SELECT");
        assertThat(LeadingKeyword.of(" \n((With x as (select 1) select 1))")).isEqualTo("WITH");
        assertThat(LeadingKeyword.of("-- drop\n/* copy */ table t")).isEqualTo("TABLE");
    }

    @Test
    void skipsNestedComments() {
        assertThat(LeadingKeyword.of("/* /* */ select */ copy t to program 'x'"))
                .isEqualTo("COPY");
        assertThat(LeadingKeyword.of("/* select")).isEmpty();
        assertThat(LeadingKeyword.of("-- select")).isEmpty();
    }

    @Test
    void isEmptyWithoutKeyword() {
        assertThat(LeadingKeyword.of("")).isEmpty();
        assertThat(LeadingKeyword.of("; select 1")).isEmpty();
    }

    @Test
    void isMissingInEmptyStatements() {
        assertThat(LeadingKeyword.isMissing(" -- e;f")).isTrue();
        assertThat(LeadingKeyword.isMissing("/* a */ 'x'")).isFalse();
    }

    @Test
    void requiresAPostgresUrlAndHidesThePassword() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DatabaseAccess("jdbc:h2:mem:", "u", "p"))
                .withMessageContaining("TOOLBOX_DATABASE_URL");
        assertThat(new DatabaseAccess("jdbc:postgresql://h/d", "u", "hidden").toString())
                .doesNotContain("hidden");
    }
}
