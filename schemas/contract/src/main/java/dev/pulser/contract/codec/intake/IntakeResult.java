// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.intake;

import dev.pulser.contract.task.TaskDraft;
import dev.pulser.contract.task.TaskId;
import dev.pulser.contract.validation.ValidationError;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Result of reading a submission: a valid draft, or validation errors. */
public sealed interface IntakeResult {

    record Valid(TaskDraft draft) implements IntakeResult {}

    /**
     * Rejected submission.
     *
     * @param errors   all errors, at least one
     * @param id       id of the task; null when it has none or could not be read
     * @param original bytes of the submission
     */
    record Invalid(List<ValidationError> errors, @Nullable TaskId id, Bytes original) implements IntakeResult {

        public Invalid {
            errors = List.copyOf(errors);
            if (errors.isEmpty()) {
                throw new IllegalArgumentException("an invalid submission must have at least one error");
            }
        }

        /** Returns true when the bytes could not be read as fields at all. */
        public boolean unreadable() {
            return errors.stream().anyMatch(error -> error.code().unreadable());
        }

        /** Returns the details of all errors on one line. */
        public String reason() {
            return String.join(" ", errors.stream().map(ValidationError::detail).toList());
        }
    }
}
