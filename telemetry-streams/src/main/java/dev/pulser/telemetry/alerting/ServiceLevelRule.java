// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.alerting;

import dev.pulser.contract.agent.ServiceLevel;
import dev.pulser.contract.name.AgentName;
import dev.pulser.telemetry.alert.Alert;
import dev.pulser.telemetry.alert.AlertKind;
import dev.pulser.telemetry.alert.AlertMessages;
import dev.pulser.telemetry.alert.AlertRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import javax.sql.DataSource;

/** Rule for agents below their service level, evaluated once a minute over the last 100 tasks of all companies. */
final class ServiceLevelRule {

    private static final Duration INTERVAL = Duration.ofMinutes(1);

    // Iterates over the companies, because the index by time of completion begins with the company.
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

    ServiceLevelRule(DataSource projector) {
        this.projector = projector;
    }

    void evaluate(Instant now) throws SQLException {
        if (now.isBefore(next)) {
            return;
        }
        try (var connection = projector.getConnection()) {
            insertAlerts(connection, measure(connection), now);
        }
        next = now.plus(INTERVAL);
    }

    private static void insertAlerts(Connection connection, List<ServiceLevelMeasurement> agents, Instant now)
            throws SQLException {
        var breaching =
                agents.stream().filter(agent -> !agent.breaches().isEmpty()).toList();
        var found = new HashMap<String, Instant>();
        breaching.forEach(agent -> found.put(AlertKind.SERVICE_LEVEL.subject(agent.agent()), now));
        var since = OpenIncidents.replace(connection, AlertKind.SERVICE_LEVEL, found);
        var alerts = new ArrayList<Alert>();
        for (var agent : breaching) {
            var start = since.getOrDefault(AlertKind.SERVICE_LEVEL.subject(agent.agent()), now);
            alerts.add(AlertMessages.serviceLevel(agent.agent(), start, now, agent.breaches()));
        }
        AlertRows.insert(connection, alerts);
    }

    private static List<ServiceLevelMeasurement> measure(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(MEASURE);
                var rows = statement.executeQuery()) {
            var agents = new ArrayList<ServiceLevelMeasurement>();
            while (rows.next()) {
                agents.add(measurement(rows));
            }
            return agents;
        }
    }

    private static ServiceLevelMeasurement measurement(ResultSet row) throws SQLException {
        var target = new ServiceLevel(row.getDouble(2), Duration.ofMillis(row.getLong(3)), row.getDouble(4));
        return new ServiceLevelMeasurement(
                new AgentName(row.getString(1)),
                target,
                row.getInt(5),
                row.getInt(6),
                row.getLong(7),
                row.getObject(8, Double.class));
    }
}
