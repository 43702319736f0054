// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.sql;

import static dev.pulser.toolbox.bench.ToolCalls.contentOf;
import static dev.pulser.toolbox.bench.ToolCalls.failureOf;
import static dev.pulser.toolbox.bench.ToolCalls.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.toolbox.bench.Broker;
import dev.pulser.toolbox.tool.ToolboxJson;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests with a real PostgreSQL and its superuser, the most privileged account that the tool can be configured with. */
@TestInstance(Lifecycle.PER_CLASS)
class SqlQueryIT {

    private static final Duration LIMIT = Duration.ofSeconds(2);

    private EmbeddedPostgres postgres;
    private SqlQuery query;

    @BeforeAll
    void startPostgres() throws IOException, SQLException {
        postgres = EmbeddedPostgres.start();
        query = new SqlQuery(new DatabaseAccess(postgres.getJdbcUrl("postgres", "postgres"), "postgres", ""), LIMIT);
        execute("create table kept (n int); insert into kept values (1)");
    }

    @AfterAll
    void stopPostgres() throws IOException {
        postgres.close();
    }

    @Test
    void returnsRowsWithTheirTypes() throws Exception {
        var answer = contentOf(
                query,
                sql("select 1 as n, 2.50::numeric as d, 'x' as t, true as b, null::int as nothing,"
                        + " 'NaN'::float8 as f, '{\"a\":1}'::jsonb as j, 7::bigint as big"));

        assertThat(answer.path("rows"))
                .isEqualTo(json("[[1, 2.50, \"x\", true, null, \"NaN\", \"{\\\"a\\\": 1}\", 7]]"));
        assertThat(answer.path("columns").path(1)).isEqualTo(json("{\"name\": \"d\", \"type\": \"numeric\"}"));
        assertThat(answer.path("row_count").asInt()).isEqualTo(1);
        assertThat(answer.path("truncated").asBoolean()).isFalse();
    }

    @Test
    void truncatesAtTheLimit() throws Exception {
        var all = "{\"sql\": \"select * from generate_series(1, 5)\", \"limit\": 5}";
        var more = "{\"sql\": \"select * from generate_series(1, 6)\", \"limit\": 5}";

        assertThat(contentOf(query, all).path("truncated").asBoolean()).isFalse();
        assertThat(contentOf(query, more).path("truncated").asBoolean()).isTrue();
        assertThat(contentOf(query, more).path("rows")).hasSize(5);
    }

    @Test
    void truncatesLongCellsAndResults() throws Exception {
        var answer = contentOf(query, sql("select repeat('x', 5000) from generate_series(1, 100)"));

        assertThat(answer.path("rows").path(0).path(0).asText()).hasSize(4_001).endsWith("…");
        assertThat(answer.path("rows").size()).isLessThan(60);
        assertThat(answer.path("truncated").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            delete from kept                                             | sql starts with DELETE
            ; commit                                                     | sql starts with COMMIT
            copy kept to program 'true'                                  | sql starts with COPY
            do $$ begin delete from kept; end $$                         | sql starts with DO
            select 1; select 2                                           | exactly one statement. It has 2
            select 1; commit; delete from kept                           | exactly one statement. It has 3
            with gone as (delete from kept returning n) select * from gone | read-only transaction
            select n into copied from kept                               | read-only transaction
            explain analyze delete from kept                             | read-only transaction
            select set_config('transaction_read_only', 'off', true)      | read-write mode
            select * from missing                                        | SQLSTATE 42P01
            select 1 from                                                | SQLSTATE 42601
            -- nothing                                                   | exactly one statement. It has 0
            'x'                                                          | sql starts with no keyword
            """)
    void rejectsOtherStatements(String statement, String reason) throws Exception {
        assertThat(failureOf(query, sql(statement))).contains(reason);

        assertThat(contentOf(query, sql("select count(*) from kept")).path("rows"))
                .isEqualTo(json("[[1]]"));
    }

    @Test
    void keepsSemicolonsInsideLiteralsAndAtTheEnd() throws Exception {
        assertThat(contentOf(query, sql("select 'a;b', $x$c;d$x$; -- e;f")).path("rows"))
                .isEqualTo(json("[[\"a;b\", \"c;d\"]]"));
    }

    @Test
    void isolatesSettingsOfStatements() throws Exception {
        contentOf(query, sql("select set_config('statement_timeout', '0', false)"));

        assertThat(contentOf(query, sql("show statement_timeout")).path("rows")).isEqualTo(json("[[\"2s\"]]"));
    }

    @Test
    void endsAStatementAtItsLimit() throws Exception {
        assertThat(failureOf(query, sql("select pg_sleep(60)"))).contains("statement timeout");
    }

    @Test
    void rejectsASingleHugeValue() throws Exception {
        assertThat(failureOf(query, sql("select repeat('x', 50000000)")))
                .startsWith("The statement failed: Result set exceeded");
    }

    @Test
    void reportsAnUnreachableDatabase() throws Exception {
        var unreachable = new DatabaseAccess("jdbc:postgresql://127.0.0.1:%d/x".formatted(Broker.freePort()), "u", "p");

        assertThat(failureOf(new SqlQuery(unreachable, LIMIT), sql("select 1")))
                .startsWith("The database of TOOLBOX_DATABASE_URL is not reachable");
    }

    @Test
    void namesTheMissingVariable() throws Exception {
        assertThat(failureOf(new SqlQuery(null, LIMIT), sql("select 1"))).startsWith("TOOLBOX_DATABASE_URL is not set");
    }

    private void execute(String statements) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    private static String sql(String statement) {
        return ToolboxJson.object().put("sql", statement).toString();
    }
}
