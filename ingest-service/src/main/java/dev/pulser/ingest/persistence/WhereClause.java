// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.name.TaskType;
import dev.pulser.contract.task.TaskId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builder of an HQL condition on the rows of one company. Values are always bind parameters. Not thread-safe. */
public final class WhereClause {

    private final StringBuilder text = new StringBuilder("company = :company");
    private final Map<String, Object> parameters = new HashMap<>();

    public WhereClause(Company company) {
        parameters.put("company", company.name());
    }

    /** Adds a condition without parameters. */
    public WhereClause and(String condition) {
        text.append(" and ").append(condition);
        return this;
    }

    /** Adds a condition that uses {@code :name}, unless {@code value} is null. */
    public WhereClause and(String condition, String name, @Nullable Object value) {
        if (value != null) {
            and(condition);
            bind(name, value);
        }
        return this;
    }

    public WhereClause bind(String name, Object value) {
        parameters.put(name, value);
        return this;
    }

    public WhereClause taskIds(@Nullable Collection<TaskId> ids) {
        return and(
                "taskId in :ids",
                "ids",
                ids == null ? null : ids.stream().map(TaskId::value).toList());
    }

    /** Adds conditions on the assigned agent and the task type; null matches all. */
    public WhereClause agentAndType(String agentColumn, @Nullable AgentName agent, @Nullable TaskType type) {
        return and(agentColumn + " = :agent", "agent", agent == null ? null : agent.value())
                .and("spec.taskType = :type", "type", type == null ? null : type.name());
    }

    /** Adds a time range; the end is exclusive and null is unbounded. */
    public WhereClause between(String column, @Nullable Instant from, @Nullable Instant to) {
        return and(column + " >= :from", "from", from).and(column + " < :to", "to", to);
    }

    public String text() {
        return text.toString();
    }

    public Map<String, Object> parameters() {
        return parameters;
    }
}
