// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.check;

/**
 * Violation of a rule.
 *
 * @param check       id of the check, such as {@code C1}
 * @param subject     task, partition or key
 * @param description one sentence without the subject
 */
public record Violation(String check, String subject, String description) {}
