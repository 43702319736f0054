// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pulser.telemetry.sample.TestPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MigrationsTest {

    private static final String OBJECTS = """
            select kind || ' ' || name from (
                select relkind::text as kind, relname as name from pg_class where relnamespace = 'pulser'::regnamespace
                union all select 'function', proname from pg_proc where pronamespace = 'pulser'::regnamespace
                union all select 'policy on ' || tablename, policyname from pg_policies where schemaname = 'pulser') as found
            order by 1""";

    private TestPostgres postgres;

    @BeforeEach
    void migrate() throws SQLException {
        postgres = TestPostgres.newDatabase();
        postgres.migrations().run();
    }

    @Test
    void isIdempotent() throws SQLException {
        var before = ownersView(OBJECTS);

        postgres.migrations().run();

        assertThat(ownersView(OBJECTS)).isEqualTo(before).contains("r task_queue", "r command", "v task_overview");
    }

    @Test
    void canBeRevertedOneByOneAndAppliedAgain() throws SQLException, IOException {
        var all = objects();

        undo("U7__views.sql");
        assertThat(objects()).noneMatch(object -> object.startsWith("v ")).contains("r alert");
        undo("U6__alerts.sql");
        assertThat(objects()).doesNotContain("r alert").contains("r tool");
        undo("U5__tools.sql");
        assertThat(objects()).doesNotContain("r tool").contains("r agent");
        undo("U4__agents.sql");
        assertThat(objects()).doesNotContain("r agent").contains("r command");
        undo("U3__commands_and_dead_letters.sql");
        assertThat(objects()).doesNotContain("r command", "r audit_log").contains("r task_queue");
        undo("U2__tasks.sql");
        assertThat(objects()).doesNotContain("r task_queue").contains("r projection_offset");
        postgres.migrations().run();
        assertThat(objects()).isEqualTo(all);
    }

    @Test
    void canBeRevertedToTheEmptyDatabase() throws SQLException, IOException {
        var all = objects();

        for (var script : List.of(
                "U7__views",
                "U6__alerts",
                "U5__tools",
                "U4__agents",
                "U3__commands_and_dead_letters",
                "U2__tasks",
                "U1__roles_and_companies")) {
            undo(script + ".sql");
        }
        assertThat(ownersView("select nspname from pg_namespace")).doesNotContain("pulser");
        postgres.migrations().run();
        assertThat(objects()).isEqualTo(all);
    }

    @Test
    void isolatesCompaniesInEveryTenantTable() throws SQLException {
        var tables = ownersView("""
                select relname || ' ' || relrowsecurity || ' ' || relforcerowsecurity
                from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'company'
                where relnamespace = 'pulser'::regnamespace and relkind in ('r', 'p')""");

        assertThat(tables).hasSize(8).allMatch(table -> table.endsWith(" true true"));
    }

    @Test
    void hasTheCompanyInEveryKeyOfTenantTables() throws SQLException {
        var keysWithout = ownersView("""
                select conname from pg_constraint
                join pg_attribute on attrelid = conrelid and attname = 'company'
                where connamespace = 'pulser'::regnamespace and contype in ('p', 'u', 'f') and not attnum = any(conkey)""");

        assertThat(keysWithout).isEmpty();
    }

    @Test
    void runsEveryViewWithTheRightsOfTheUser() throws SQLException {
        var sink = ownersView("""
                select relname || ' ' || coalesce(reloptions::text, '') from pg_class
                where relnamespace = 'pulser'::regnamespace and relkind = 'v'""");

        assertThat(sink).isNotEmpty().allMatch(view -> view.contains("security_invoker=true"));
    }

    @Test
    void givesNoRoleTheRightToBypassRowLevelSecurity() throws SQLException {
        assertThat(ownersView("""
                select rolname || ' ' || rolsuper || ' ' || rolbypassrls || ' ' || rolcanlogin
                from pg_roles where rolname like 'pulser\\_%' order by 1"""))
                .containsExactly(
                        "pulser_ingest false false true",
                        "pulser_projector false false false",
                        "pulser_reader false false false");
    }

    @Test
    void hidesTheRowsFromTheOwnerToo() throws SQLException {
        try (var projector = postgres.projector().getConnection();
                var statement = projector.createStatement()) {
            statement.execute("insert into pulser.audit_log (company, at, actor, action, subject, details)"
                    + " values ('acme', now(), 'a', 'b', 'c', 'd')");
        }

        assertThat(postgres.rowsOf("audit_log")).hasSize(1);
        assertThat(ownersView("select company from pulser.audit_log")).isEmpty();
    }

    @Test
    void letsTheReaderReadOnly() throws SQLException {
        try (var reader = postgres.reader();
                var statement = reader.createStatement()) {
            statement.executeQuery("select * from pulser.task_queue").close();

            assertThatThrownBy(() -> statement.execute("delete from pulser.task_queue"))
                    .hasMessageContaining("read-only");
            statement.execute("set default_transaction_read_only = off");
            assertThatThrownBy(() -> statement.execute("delete from pulser.task_queue"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("select * from pulser.context_key"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("set role pulser_projector"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void failsWhenTheDatabaseIsUnreachable() {
        var unreachable = new PostgresConfig() {
            @Override
            public String url() {
                return "jdbc:postgresql://127.0.0.1:1/pulser";
            }

            @Override
            public String user() {
                return "owner";
            }

            @Override
            public String password() {
                return "";
            }

            @Override
            public Optional<String> readerPassword() {
                return Optional.empty();
            }
        };

        assertThatThrownBy(() -> new Migrations(unreachable, () -> "key").run())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    private List<String> objects() throws SQLException {
        return ownersView(OBJECTS);
    }

    private List<String> ownersView(String query) throws SQLException {
        try (var owner = postgres.owner()) {
            return TestPostgres.all(owner, query);
        }
    }

    private void undo(String script) throws SQLException, IOException {
        try (var sql = Objects.requireNonNull(Migrations.class.getResourceAsStream("/db/undo/" + script), script);
                var owner = postgres.owner();
                var statement = owner.createStatement()) {
            statement.execute(new String(sql.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
