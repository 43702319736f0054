// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.task;

/**
 * One thing wrong with a submission.
 *
 * @param field  JSON Pointer (RFC 6901) of the value, such as {@code /priority}; empty for the whole body
 * @param detail one sentence that names the limit and the way out, and no more of the value than is safe to print
 */
public record Fault(FaultCode code, String field, String detail) {}
