// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.postgres;

import static dev.pulser.contract.sample.Samples.aTask;
import static dev.pulser.telemetry.sample.TaskEvents.successOf;
import static dev.pulser.telemetry.sample.TestPostgres.KEY;
import static dev.pulser.telemetry.sample.TestPostgres.all;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.cost.Usage;
import dev.pulser.contract.event.TaskEvent;
import dev.pulser.telemetry.health.SinkStatus;
import dev.pulser.telemetry.projection.PostgresSink;
import dev.pulser.telemetry.sample.CompanySession;
import dev.pulser.telemetry.sample.SinkBatches;
import dev.pulser.telemetry.sample.TestPostgres;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Visibility of rows by company context, in a database with a task of acme and one of globex. */
class CompanyIsolationTest {

    private static final Instant LATER = Instant.parse("2200-01-01T00:00:00Z");
    private static final String COMPANIES = "select distinct company from pulser.task_queue";

    private static TestPostgres postgres;

    private Connection reader;

    @BeforeAll
    static void twoCompanies() throws Exception {
        postgres = TestPostgres.newDatabase();
        var projection = new PostgresSink(postgres.migrations(), postgres.projector(), new SinkStatus());
        projection.open();
        var events = new ArrayList<TaskEvent>();
        for (var company : List.of("acme", "globex")) {
            successOf(aTask().of(company).build()).forEach(event -> events.add(event.withUsage(new Usage(1, 2, 3))));
        }
        projection.write(SinkBatches.ofEvents(0, events));
    }

    @BeforeEach
    void begin() throws Exception {
        reader = postgres.reader();
        reader.setAutoCommit(false);
    }

    @AfterEach
    void end() throws Exception {
        reader.rollback();
        reader.close();
    }

    @Test
    void showsACompanyItsOwnRowsOnly() throws Exception {
        CompanySession.enter(reader, "acme");

        for (var table : new String[] {
            "task_queue",
            "task_event",
            "tool_call",
            "task_overview",
            "task_attempt",
            "agent_throughput_hourly",
            "agent_cost_daily",
            "agent_statistics",
            "tool_statistics"
        }) {
            assertThat(all(reader, "select distinct company from pulser." + table))
                    .as(table)
                    .containsExactly("acme");
        }
    }

    @Test
    void hidesEverythingWithoutAContext() throws Exception {
        assertThat(all(reader, COMPANIES)).isEmpty();
    }

    @Test
    void hidesEverythingAfterTheTransaction() throws Exception {
        CompanySession.enter(reader, "acme");
        reader.commit();

        assertThat(all(reader, "select current_setting('pulser.context', true)"))
                .containsExactly("");
        assertThat(all(reader, COMPANIES)).isEmpty();
    }

    @Test
    void hidesOtherCompaniesFromInjectedSql() throws Exception {
        CompanySession.enter(reader, "acme");

        var injected =
                " where (select set_config('pulser.context', 'globex|' || pg_backend_pid() || '|7258118400|00', true)) is not null";

        assertThat(all(reader, COMPANIES + injected)).doesNotContain("globex");
        assertThat(all(reader, COMPANIES)).isEmpty();
    }

    @Test
    void rejectsTheContextOfAnotherConnection() throws Exception {
        CompanySession.set(reader, CompanySession.context(KEY, "acme", backend() + 1, LATER));

        assertThat(all(reader, COMPANIES)).isEmpty();
    }

    @Test
    void rejectsAnExpiredContext() throws Exception {
        CompanySession.set(
                reader, CompanySession.context(KEY, "acme", backend(), Instant.parse("2026-01-01T00:00:00Z")));

        assertThat(all(reader, COMPANIES)).isEmpty();
    }

    @Test
    void rejectsAContextSignedWithAnotherKey() throws Exception {
        CompanySession.set(reader, CompanySession.context("another key", "acme", backend(), LATER));

        assertThat(all(reader, COMPANIES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme",
                "|||",
                "acme|x|y|z",
                "acme|1|99999999999999999999|00",
                "acme|1|-1|00",
                "a|b|c|d|e",
                "\n|\n|\n|\n"
            })
    void treatsAMalformedContextAsNone(String context) throws Exception {
        CompanySession.set(reader, context);

        assertThat(all(reader, COMPANIES)).isEmpty();
    }

    @Test
    void appliesANewKeyAtTheNextStart() throws Exception {
        var other = TestPostgres.newDatabase();
        other.migrations("the old key").run();
        other.migrations(KEY).run();

        try (var owner = other.owner()) {
            assertThat(all(owner, "select count(*) from pulser.context_key")).containsExactly("1");
        }
        try (var there = other.reader()) {
            there.setAutoCommit(false);
            CompanySession.enter(there, "acme");
            assertThat(all(there, "select pulser.company()")).containsExactly("acme");
        }
    }

    private int backend() throws Exception {
        return Integer.parseInt(all(reader, "select pg_backend_pid()").getFirst());
    }
}
