// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.task;

import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.task.TaskState;
import dev.pulser.ingest.persistence.CountedPage;
import dev.pulser.ingest.persistence.PageRequest;
import dev.pulser.ingest.persistence.SpecColumns;
import dev.pulser.ingest.persistence.WhereClause;
import dev.pulser.ingest.persistence.task.TaskFilter.Position;
import dev.pulser.ingest.taskcache.TaskSnapshot;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Queries on tasks. Must run inside a company scope. */
@Singleton
class TaskRowRepository implements PanacheRepositoryBase<TaskRow, TaskRow.Key> {

    private static final List<String> OPEN = Stream.of(TaskState.values())
            .filter(state -> !state.isTerminal())
            .map(TaskState::wireName)
            .toList();
    private static final String COMPLETED = TaskState.COMPLETED.wireName();
    /** Matches the predicate of the partial index on the status. */
    private static final String NOT_COMPLETED = "status.state <> 'completed'";

    Optional<TaskRow> find(Company company, TaskId id) {
        return findByIdOptional(new TaskRow.Key(company.name(), id.value()));
    }

    List<TaskRow> find(Company company, Collection<TaskId> ids) {
        var where = new WhereClause(company).taskIds(ids);
        return list(where.text(), where.parameters());
    }

    /** Returns one page, newest first; one more row than the limit if there is another page. */
    List<TaskListRow> list(Company company, TaskFilter filter, PageRequest<Position> page) {
        var where = new WhereClause(company)
                .agentAndType("status.agent", filter.agent(), filter.type())
                .between(
                        "times.createdAt",
                        filter.created().from(),
                        filter.created().to());
        if (filter.status() != null) {
            var name = filter.status().wireName();
            where.and("status.state = :status", "status", name);
            if (!name.equals(COMPLETED)) {
                where.and(NOT_COMPLETED);
            }
        }
        if (filter.priority() != null) {
            where.and("spec.priority = :priority", "priority", SpecColumns.number(filter.priority()));
        }
        if (filter.text() != null) {
            where.and("lower(payload) like lower(:text) escape '!'", "text", '%' + escaped(filter.text()) + '%');
        }
        addLabels(where, filter.labels());
        return rows(where, page, "<", " order by times.createdAt desc, taskId desc");
    }

    private static void addLabels(WhereClause where, TaskFilter.Labels labels) {
        if (!labels.values().isEmpty()) {
            // containment, which uses the GIN index on labels
            where.and(
                    "cast(sql('? @> cast(? as jsonb)', spec.labels, :labels) as Boolean) = true",
                    "labels",
                    SpecColumns.json(labels.values()));
        }
        for (int i = 0; i < labels.keys().size(); i++) {
            where.and(
                    "cast(sql('jsonb_exists(?, ?)', spec.labels, :label%d) as Boolean) = true".formatted(i),
                    "label" + i,
                    labels.keys().get(i));
        }
    }

    /** Counts the tasks that have not ended and returns one page of them, oldest first. */
    CountedPage<TaskSnapshot> open(Company company, OpenTaskFilter filter, PageRequest<Position> page) {
        var status = filter.status();
        var where = new WhereClause(company)
                .and("status.state in :open", "open", status == null ? OPEN : List.of(status.wireName()))
                .and(NOT_COMPLETED)
                .and("waitState.cancelRequestedAt is null")
                .taskIds(filter.ids())
                .agentAndType("status.agent", filter.agent(), filter.type())
                .between("times.createdAt", null, filter.createdBefore());
        long matching = count(where.text(), where.parameters());
        var rows = rows(where, page, ">", " order by times.createdAt, taskId");
        return new CountedPage<>(
                matching, rows.stream().map(TaskListRow::snapshot).toList());
    }

    private List<TaskListRow> rows(WhereClause where, PageRequest<Position> page, String comparison, String order) {
        var after = page.after();
        if (after != null) {
            where.and("(times.createdAt %1$s :at or (times.createdAt = :at and taskId %1$s :id))".formatted(comparison))
                    .bind("at", after.createdAt())
                    .bind("id", after.id().value());
        }
        return find(where.text() + order, where.parameters())
                .project(TaskListRow.class)
                .range(0, page.limit()) // inclusive, so that one more row shows whether there is another page
                .list();
    }

    List<TaskEventRow> events(Company company, TaskId id) {
        return getEntityManager()
                .createQuery(
                        "from TaskEventRow where company = :company and taskId = :id order by seq", TaskEventRow.class)
                .setParameter("company", company.name())
                .setParameter("id", id.value())
                .getResultList();
    }

    /** Returns the text with the wildcards of LIKE escaped. */
    static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
