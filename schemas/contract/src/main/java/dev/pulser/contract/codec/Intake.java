// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import dev.pulser.contract.task.Fault;
import dev.pulser.contract.task.TaskDraft;
import dev.pulser.contract.task.TaskId;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** What stood at the door: a well-formed task, or what is wrong with it. */
public sealed interface Intake {

    /** Well-formed. */
    record Drafted(TaskDraft draft) implements Intake {}

    /**
     * Refused.
     *
     * @param faults   everything that was found, at least one
     * @param id       the task's, where it could be read
     * @param original the bytes as they came
     */
    record Refused(List<Fault> faults, @Nullable TaskId id, Bytes original) implements Intake {

        public Refused {
            faults = List.copyOf(faults);
            if (faults.isEmpty()) {
                throw new IllegalArgumentException("nothing is refused without a fault");
            }
        }

        /** Whether the bytes never became fields. */
        public boolean unreadable() {
            return faults.stream().anyMatch(fault -> fault.code().unreadable());
        }

        /** All faults in one line. */
        public String reason() {
            return String.join("; ", faults.stream().map(Fault::detail).toList());
        }
    }
}
