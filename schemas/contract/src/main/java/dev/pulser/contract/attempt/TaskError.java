// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.attempt;

/**
 * Cause of a failure.
 *
 * @param code   slug for programs, such as {@code agent-unreachable}
 * @param reason sentence for people: what happened, and what to do about it
 */
public record TaskError(String code, String reason) {}
