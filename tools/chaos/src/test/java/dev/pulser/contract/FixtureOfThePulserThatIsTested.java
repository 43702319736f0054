// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract;

/** Stands for any class of Pulser; none is on the class path of this module. */
public final class FixtureOfThePulserThatIsTested {

    public static final String NAME = String.valueOf(1);

    private FixtureOfThePulserThatIsTested() {}
}
