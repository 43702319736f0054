// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.doctor;

/**
 * Finding of one check.
 *
 * @param check  name of the check
 * @param state  {@code ok}, {@code problem}, or {@code note} for something optional that is missing
 * @param detail observed state
 * @param remedy action for the user; empty when none is needed
 */
public record Finding(String check, String state, String detail, String remedy) {

    public static Finding ok(String check, String detail) {
        return new Finding(check, "ok", detail, "");
    }

    public static Finding problem(String check, String detail, String remedy) {
        return new Finding(check, "problem", detail, remedy);
    }

    public static Finding note(String check, String detail, String remedy) {
        return new Finding(check, "note", detail, remedy);
    }

    /** Returns true when it is a problem, which makes the command fail. */
    public boolean isProblem() {
        return state.equals("problem");
    }
}
