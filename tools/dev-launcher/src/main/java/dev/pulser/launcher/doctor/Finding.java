// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.doctor;

/**
 * What one check found.
 *
 * @param state  {@code ok}, {@code problem}, or {@code note} where something is not there that one may do without
 * @param detail what there is
 * @param wayOut what to do about it; empty when nothing needs doing
 */
record Finding(String check, String state, String detail, String wayOut) {

    static Finding ok(String check, String detail) {
        return new Finding(check, "ok", detail, "");
    }

    static Finding problem(String check, String detail, String wayOut) {
        return new Finding(check, "problem", detail, wayOut);
    }

    static Finding note(String check, String detail, String wayOut) {
        return new Finding(check, "note", detail, wayOut);
    }

    boolean isProblem() {
        return state.equals("problem");
    }
}
