// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence.deadletter;

import dev.pulser.contract.name.Company;
import dev.pulser.ingest.persistence.PageRequest;
import dev.pulser.ingest.persistence.WhereClause;
import dev.pulser.ingest.persistence.deadletter.DeadLetterFilter.Position;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.inject.Singleton;
import java.util.List;

/** Queries on dead letters. Must run inside a company scope. */
@Singleton
class DeadLetterRowRepository implements PanacheRepositoryBase<DeadLetterRow, DeadLetterRow.Key> {

    private static final String NEWEST_FIRST = " order by at desc, recordPartition desc, recordOffset desc";
    private static final String OLDEST_FIRST = " order by at, recordPartition, recordOffset";

    long count(Company company, DeadLetterFilter filter) {
        var where = where(company, filter);
        return count(where.text(), where.parameters());
    }

    /** Returns one page; one more row than the limit if there is another page. */
    List<DeadLetterRow> list(
            Company company, DeadLetterFilter filter, boolean oldestFirst, PageRequest<Position> page) {
        var where = where(company, filter);
        var after = page.after();
        if (after != null) {
            where.and("""
                            (at %1$s :last or (at = :last and (recordPartition %1$s :partition
                            or (recordPartition = :partition and recordOffset %1$s :offset))))""".formatted(oldestFirst ? ">" : "<"))
                    .bind("last", after.at())
                    .bind("partition", after.partition())
                    .bind("offset", after.offset());
        }
        return find(where.text() + (oldestFirst ? OLDEST_FIRST : NEWEST_FIRST), where.parameters())
                .range(0, page.limit()) // inclusive, so that one more row shows whether there is another page
                .list();
    }

    private static WhereClause where(Company company, DeadLetterFilter filter) {
        var state = filter.state();
        var where = new WhereClause(company)
                .taskIds(filter.tasks())
                .agentAndType("agent", filter.agent(), filter.type())
                .and("code = :code", "code", filter.code())
                .and("resolution.state = :state", "state", state == null ? null : state.wireName())
                .between("at", filter.from(), filter.to());
        return switch (filter.contents()) {
            case ANY -> where;
            case TASK_ID -> where.and("taskId is not null");
            case TASK -> where.and("taskId is not null and spec.taskType is not null and payload is not null");
        };
    }
}
