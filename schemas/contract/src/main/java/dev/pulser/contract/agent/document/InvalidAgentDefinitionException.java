// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent.document;

import dev.pulser.contract.validation.ValidationError;
import java.util.List;
import java.util.stream.Collectors;

/** Document that is not a valid agent definition, or not a valid file of them. */
public final class InvalidAgentDefinitionException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient List<ValidationError> errors;

    InvalidAgentDefinitionException(List<ValidationError> errors) {
        this(errors.stream().map(ValidationError::detail).collect(Collectors.joining("\n")), errors);
    }

    /** @param message a line for each error */
    InvalidAgentDefinitionException(String message, List<ValidationError> errors) {
        super(message);
        this.errors = List.copyOf(errors);
    }

    /** Returns all errors of the document, with JSON Pointers into it. */
    public List<ValidationError> errors() {
        return errors;
    }
}
