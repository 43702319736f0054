// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.spi;

/** What somebody found who looked after an agent. */
public sealed interface CheckResult {

    /** It can do its work. */
    record Fine() implements CheckResult {}

    /** It can do some of its work, or will do it badly. */
    record Poor(String reason) implements CheckResult {}

    /** It can do no work. */
    record Failing(String reason) implements CheckResult {}
}
