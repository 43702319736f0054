// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.check;

/**
 * A promise that was not kept.
 *
 * @param check   such as {@code C1}
 * @param subject the task, partition or key that it is about
 * @param what    one sentence
 */
public record Violation(String check, String subject, String what) {}
