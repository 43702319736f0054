// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract;

/** Represents the classes of Pulser, none of which is on the class path of this module. */
public final class PulserClass {

    public static final String NAME = String.valueOf(1);

    private PulserClass() {}
}
