// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.migration;

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
    void changesNothingWhenRunAgain() throws SQLException {
        var before = ownersView(OBJECTS);

        postgres.migrations().run();

        assertThat(ownersView(OBJECTS)).isEqualTo(before).contains("r task_queue", "r command", "v task_overview");
    }

    @Test
    void canBeTakenBackOneByOneAndMadeAgain() throws SQLException, IOException {
        var whole = ownersView(OBJECTS);

        undo("U8__alerts.sql");
        assertThat(ownersView(OBJECTS)).doesNotContain("r alert").contains("r tool");
        undo("U7__tools.sql");
        assertThat(ownersView(OBJECTS))
                .doesNotContain("r tool", "v tool_figures")
                .contains("r agent");
        undo("U6__health.sql");
        assertThat(ownersView(OBJECTS))
                .doesNotContain("r agent", "v agent_figures")
                .contains("v agent_cost_daily");
        undo("U5__usage.sql");
        assertThat(ownersView(OBJECTS)).doesNotContain("v agent_cost_daily").contains("r command");
        undo("U4__commands.sql");
        assertThat(ownersView(OBJECTS)).doesNotContain("r command").contains("v task_overview");
        undo("U3__views.sql");
        assertThat(ownersView(OBJECTS))
                .noneMatch(object -> object.startsWith("v "))
                .contains("r agent_memory");
        undo("U2__agents.sql");
        assertThat(ownersView(OBJECTS)).doesNotContain("r agent_memory").contains("r task_queue");
        postgres.migrations().run();
        assertThat(ownersView(OBJECTS)).isEqualTo(whole);

        undo("U8__alerts.sql");
        undo("U7__tools.sql");
        undo("U6__health.sql");
        undo("U5__usage.sql");
        undo("U4__commands.sql");
        undo("U3__views.sql");
        undo("U2__agents.sql");
        undo("U1__tasks.sql");
        assertThat(ownersView("select nspname from pg_namespace")).doesNotContain("pulser");
        postgres.migrations().run();
        assertThat(ownersView(OBJECTS)).isEqualTo(whole);
    }

    @Test
    void keepsCompaniesApartInEveryTableThatHasOne() throws SQLException {
        var tables = ownersView("""
                select relname || ' ' || relrowsecurity || ' ' || relforcerowsecurity
                from pg_class join pg_attribute on attrelid = pg_class.oid and attname = 'company'
                where relnamespace = 'pulser'::regnamespace and relkind in ('r', 'p')""");

        assertThat(tables).hasSizeGreaterThanOrEqualTo(10).allMatch(table -> table.endsWith(" true true"));
    }

    @Test
    void hasTheCompanyInEveryKeyOfThoseTables() throws SQLException {
        var keysWithout = ownersView("""
                select conname from pg_constraint
                join pg_attribute on attrelid = conrelid and attname = 'company'
                where connamespace = 'pulser'::regnamespace and contype in ('p', 'u', 'f') and not attnum = any(conkey)""");

        assertThat(keysWithout).isEmpty();
    }

    @Test
    void runsEveryViewWithTheRightsOfWhoAsks() throws SQLException {
        var views = ownersView("""
                select relname || ' ' || coalesce(reloptions::text, '') from pg_class
                where relnamespace = 'pulser'::regnamespace and relkind = 'v'""");

        assertThat(views).isNotEmpty().allMatch(view -> view.contains("security_invoker=true"));
    }

    @Test
    void givesNoRoleThePowerToPassByTheRules() throws SQLException {
        assertThat(ownersView("""
                select rolname || ' ' || rolsuper || ' ' || rolbypassrls || ' ' || rolcanlogin
                from pg_roles where rolname like 'pulser\\_%' order by 1"""))
                .containsExactly(
                        "pulser_ingest false false true",
                        "pulser_projector false false false",
                        "pulser_reader false false false");
    }

    @Test
    void hidesTheRowsFromTheirOwnerToo() throws SQLException {
        try (var projector = postgres.projector().getConnection();
                var statement = projector.createStatement()) {
            statement.execute("insert into pulser.audit_log (company, at, actor, action, subject, details)"
                    + " values ('acme', now(), 'a', 'b', 'c', 'd')");
        }

        assertThat(postgres.rowsOf("audit_log")).hasSize(1);
        assertThat(ownersView("select company from pulser.audit_log")).isEmpty();
    }

    @Test
    void letsTheReaderInWithItsPasswordAndOnlyToRead() throws SQLException {
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
    void saysThatTheDatabaseIsAway() {
        var nobodyThere = new PostgresConfig() {
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

        assertThatThrownBy(() -> new Migrations(nobodyThere, () -> "key").run())
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("127.0.0.1:1");
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
