// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.outbox;

import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.name.AgentName;
import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.alert.AlertKind;
import dev.pulser.telemetry.alert.AlertRows;
import dev.pulser.telemetry.alert.Alerts;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import javax.sql.DataSource;

/** Finds agents that do not keep their service level, each minute, over the last 100 tasks of all companies together. */
final class ServiceLevels {

    private static final Duration BETWEEN = Duration.ofMinutes(1);

    // Hops from company to company, because the index on what ended last begins with the company.
    private static final String MEASURE = """
            with recursive company (name) as (
                select min(company) from pulser.task_queue
                union all
                select (select min(task.company) from pulser.task_queue as task where task.company > company.name)
                from company
                where company.name is not null)
            select agent.agent, agent.completion_percent, agent.response_ms, agent.error_percent,
                count(latest.status), count(*) filter (where latest.status = 'completed'),
                coalesce(sum(greatest(latest.attempt, (latest.status = 'completed')::int)), 0),
                (avg(extract(epoch from latest.completed_at - latest.started_at)) * 1000)::float8
            from pulser.agent as agent
            left join lateral (
                select ended.status, ended.attempt, ended.started_at, ended.completed_at
                from company
                cross join lateral (
                    select task.status, task.attempt, task.started_at, task.completed_at
                    from pulser.task_queue as task
                    where task.company = company.name and task.assigned_agent = agent.agent
                        and task.completed_at is not null and task.status in ('completed', 'failed')
                    order by task.completed_at desc
                    limit 100) as ended
                order by ended.completed_at desc
                limit 100) as latest on true
            where agent.completion_percent is not null
            group by agent.agent
            order by agent.agent""";

    private final DataSource projector;
    private Instant next = Instant.MIN;

    ServiceLevels(DataSource projector) {
        this.projector = projector;
    }

    void look(Instant now) throws SQLException {
        if (now.isBefore(next)) {
            return;
        }
        try (var connection = projector.getConnection()) {
            raise(connection, measure(connection), now);
        }
        next = now.plus(BETWEEN);
    }

    private static void raise(Connection connection, List<Measured> agents, Instant now) throws SQLException {
        var broken =
                agents.stream().filter(agent -> !agent.breaches().isEmpty()).toList();
        var found = new HashMap<String, Instant>();
        broken.forEach(agent -> found.put(AlertKind.SERVICE_LEVEL.subject(agent.agent()), now));
        var since = Troubles.keep(connection, AlertKind.SERVICE_LEVEL, found);
        var alerts = new ArrayList<Alert>();
        for (var agent : broken) {
            var brokenSince = since.getOrDefault(AlertKind.SERVICE_LEVEL.subject(agent.agent()), now);
            alerts.add(Alerts.serviceLevel(agent.agent(), brokenSince, now, agent.breaches()));
        }
        AlertRows.insert(connection, alerts);
    }

    private static List<Measured> measure(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(MEASURE);
                var rows = statement.executeQuery()) {
            var agents = new ArrayList<Measured>();
            while (rows.next()) {
                agents.add(measured(rows));
            }
            return agents;
        }
    }

    private static Measured measured(ResultSet row) throws SQLException {
        var promised = new ServiceLevel(row.getDouble(2), Duration.ofMillis(row.getLong(3)), row.getDouble(4));
        return new Measured(
                new AgentName(row.getString(1)),
                promised,
                row.getInt(5),
                row.getInt(6),
                row.getLong(7),
                row.getObject(8, Double.class));
    }
}
