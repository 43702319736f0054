// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.check;

/** Check of one rule against the evidence of a run. A pure function. */
public interface Check {

    /** Identity, such as {@code C1}. */
    String id();

    /** Rule in one line. */
    String rule();

    /** Smallest number of checked items that makes the result meaningful. */
    long minimum();

    Findings run(SortedEvidence run);
}
