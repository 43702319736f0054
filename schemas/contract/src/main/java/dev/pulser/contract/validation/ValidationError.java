// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.validation;

/**
 * Violation of a rule in a submission.
 *
 * @param field  JSON Pointer (RFC 6901) to the value, such as {@code /priority}; empty for the whole body
 * @param detail sentence with the rule and the accepted values; quotes no more of the value than is safe to print
 */
public record ValidationError(ValidationErrorCode code, String field, String detail) {}
