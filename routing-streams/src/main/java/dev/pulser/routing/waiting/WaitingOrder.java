// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.waiting;

import dev.pulser.contract.task.Priority;
import java.util.Comparator;

/**
 * Who comes next among the heads of an agent's lines: the higher class, in it the earlier arrival. Pure. The place where
 * fairness between companies and ageing belong.
 */
final class WaitingOrder {

    static final Comparator<Head> FIRST = Comparator.<Head, Priority>comparing(
                    head -> head.place().line().priority())
            .thenComparing(head -> head.entry().queuedAt())
            .thenComparing(head -> head.entry().task().id());

    private WaitingOrder() {}
}
