// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows.letter;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.task.TaskId;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements, every value a bind parameter. Inside of a company scope only. */
@Singleton
class LetterQueries implements PanacheRepositoryBase<LetterRow, LetterRow.Key> {

    private static final String NEWEST_FIRST = " order by at desc, recordPartition desc, recordOffset desc";
    private static final String OLDEST_FIRST = " order by at, recordPartition, recordOffset";
    private static final String AFTER_NEWER = " and (at < :last or (at = :last and (recordPartition < :partition"
            + " or (recordPartition = :partition and recordOffset < :offset))))";
    private static final String AFTER_OLDER = " and (at > :last or (at = :last and (recordPartition > :partition"
            + " or (recordPartition = :partition and recordOffset > :offset))))";

    long count(Company company, LetterFilter filter) {
        var values = new HashMap<String, Object>();
        return count(where(company, filter, values), values);
    }

    /** One more than the limit where there are more. */
    List<LetterRow> list(Company company, LetterFilter filter) {
        var values = new HashMap<String, Object>();
        var where = where(company, filter, values);
        var after = filter.after();
        if (after != null) {
            where += filter.oldestFirst() ? AFTER_OLDER : AFTER_NEWER;
            values.put("last", after.at());
            values.put("partition", after.partition());
            values.put("offset", after.offset());
        }
        return find(where + (filter.oldestFirst() ? OLDEST_FIRST : NEWEST_FIRST), values)
                .range(0, filter.limit())
                .list();
    }

    private static String where(Company company, LetterFilter filter, Map<String, Object> values) {
        var where = new StringBuilder("company = :company");
        values.put("company", company.name());
        if (filter.tasks() != null) {
            where.append(" and taskId in :tasks");
            values.put("tasks", filter.tasks().stream().map(TaskId::value).toList());
        }
        if (filter.agent() != null) {
            where.append(" and agent = :agent");
            values.put("agent", filter.agent().value());
        }
        if (filter.type() != null) {
            where.append(" and taskType = :type");
            values.put("type", filter.type().name());
        }
        if (filter.code() != null) {
            where.append(" and code = :code");
            values.put("code", filter.code());
        }
        if (filter.state() != null) {
            where.append(" and state = :state");
            values.put("state", filter.state().wireName());
        }
        if (filter.from() != null) {
            where.append(" and at >= :from");
            values.put("from", filter.from());
        }
        if (filter.to() != null) {
            where.append(" and at < :to");
            values.put("to", filter.to());
        }
        switch (filter.needs()) {
            case ANY -> {}
            case TASK -> where.append(" and taskId is not null");
            case WHOLE_TASK -> where.append(" and taskId is not null and taskType is not null and payload is not null");
        }
        return where.toString();
    }
}
