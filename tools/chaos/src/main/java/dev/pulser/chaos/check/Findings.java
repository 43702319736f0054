// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.check;

import java.util.ArrayList;
import java.util.List;

/**
 * What a check has found.
 *
 * @param seen   things that it looked at
 * @param remark a figure worth knowing even where nothing is wrong; empty where there is none
 */
public record Findings(long seen, List<Violation> violations, String remark) {

    public Findings {
        violations = List.copyOf(violations);
    }

    /** Collects violations of one check. */
    public static final class Notes {

        private final String check;
        private final List<Violation> violations = new ArrayList<>();
        private long seen;
        private String remark = "";

        public Notes(String check) {
            this.check = check;
        }

        /** One more thing was looked at. */
        public void saw() {
            seen++;
        }

        public void saw(long things) {
            seen += things;
        }

        public void violation(String subject, String what) {
            violations.add(new Violation(check, subject, what));
        }

        public void remark(String text) {
            remark = text;
        }

        public Findings findings() {
            return new Findings(seen, violations, remark);
        }
    }
}
