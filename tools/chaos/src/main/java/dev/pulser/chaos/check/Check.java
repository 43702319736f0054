// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.check;

/** One rule over everything that is left of a run. A pure function: the same case gives the same findings. */
public interface Check {

    /** Such as {@code C1}. */
    String id();

    /** What it holds Pulser to, in one line. */
    String rule();

    /** With fewer things looked at than this it has proved nothing. */
    long minimum();

    Findings look(Case that);
}
