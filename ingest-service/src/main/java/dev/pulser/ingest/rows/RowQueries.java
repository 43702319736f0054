// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The statements, every value a bind parameter. Inside of a company scope only. */
@Singleton
class RowQueries implements PanacheRepositoryBase<TaskRow, TaskRow.Key> {

    private static final List<String> OPEN = Stream.of(TaskState.values())
            .filter(state -> !state.isTerminal())
            .map(TaskState::wireName)
            .toList();
    private static final String NEWEST_FIRST = " order by createdAt desc, taskId desc";

    Optional<TaskRow> find(Company company, TaskId id) {
        return findByIdOptional(new TaskRow.Key(company.name(), id.value()));
    }

    List<TaskRow> find(Company company, Collection<TaskId> ids) {
        return list(
                "company = ?1 and taskId in ?2",
                company.name(),
                ids.stream().map(TaskId::value).toList());
    }

    /** Whole rows would carry every payload and result; a list shows neither. */
    List<ListedRow> list(Company company, TaskFilter filter) {
        var where = new StringBuilder("company = :company");
        var values = new HashMap<String, Object>();
        values.put("company", company.name());
        if (filter.status() != null) {
            where.append(" and status = :status");
            values.put("status", filter.status().wireName());
            if (!filter.status().wireName().equals("completed")) {
                where.append(" and status <> 'completed'"); // what the partial index is made for
            }
        }
        if (filter.agent() != null) {
            where.append(" and agent = :agent");
            values.put("agent", filter.agent().value());
        }
        if (filter.priority() != null) {
            where.append(" and priority = :priority");
            values.put("priority", PriorityColumn.number(filter.priority()));
        }
        if (filter.type() != null) {
            where.append(" and taskType = :type");
            values.put("type", filter.type().name());
        }
        if (filter.from() != null) {
            where.append(" and createdAt >= :from");
            values.put("from", filter.from());
        }
        if (filter.to() != null) {
            where.append(" and createdAt < :to");
            values.put("to", filter.to());
        }
        if (filter.text() != null) {
            where.append(" and lower(payload) like lower(:text) escape '!'");
            values.put("text", '%' + literal(filter.text()) + '%');
        }
        if (filter.after() != null) {
            where.append(" and (createdAt < :at or (createdAt = :at and taskId < :id))");
            values.put("at", filter.after().createdAt());
            values.put("id", filter.after().id().value());
        }
        return find(where + NEWEST_FIRST, values)
                .project(ListedRow.class)
                .range(0, filter.limit()) // inclusive: one more than asked for tells whether there is another page
                .list();
    }

    /** How many tasks are open, and a page of them. */
    OpenTasks open(Company company, OpenFilter filter) {
        var values = new HashMap<String, Object>();
        var where = openWhere(company, filter, values);
        long matching = count(where, values);
        if (filter.after() != null) {
            where += " and (createdAt > :at or (createdAt = :at and taskId > :id))";
            values.put("at", filter.after().createdAt());
            values.put("id", filter.after().id().value());
        }
        var page = find(where + " order by createdAt, taskId", values)
                .project(ListedRow.class)
                .range(0, filter.limit())
                .list();
        return new OpenTasks(matching, page.stream().map(ListedRow::snapshot).toList());
    }

    private static String openWhere(Company company, OpenFilter filter, Map<String, Object> values) {
        // The second condition is what the partial index is made for.
        var where = new StringBuilder(
                "company = :company and status in :open and status <> 'completed' and cancelRequestedAt is null");
        values.put("company", company.name());
        values.put(
                "open", filter.status() == null ? OPEN : List.of(filter.status().wireName()));
        if (filter.ids() != null) {
            where.append(" and taskId in :ids");
            values.put("ids", filter.ids().stream().map(TaskId::value).toList());
        }
        if (filter.agent() != null) {
            where.append(" and agent = :agent");
            values.put("agent", filter.agent().value());
        }
        if (filter.type() != null) {
            where.append(" and taskType = :type");
            values.put("type", filter.type().name());
        }
        if (filter.createdBefore() != null) {
            where.append(" and createdAt < :before");
            values.put("before", filter.createdBefore());
        }
        return where.toString();
    }

    List<EventRow> events(Company company, TaskId id) {
        return getEntityManager()
                .createQuery("from EventRow where company = :company and taskId = :id order by seq", EventRow.class)
                .setParameter("company", company.name())
                .setParameter("id", id.value())
                .getResultList();
    }

    /** The text itself, whatever LIKE would make of it. */
    static String literal(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
