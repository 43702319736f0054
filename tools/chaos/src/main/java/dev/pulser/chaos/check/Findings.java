// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.check;

import java.util.ArrayList;
import java.util.List;

/**
 * Findings of a check.
 *
 * @param checked number of checked items
 * @param remark  additional figure; empty when there is none
 */
public record Findings(long checked, List<Violation> violations, String remark) {

    public Findings {
        violations = List.copyOf(violations);
    }

    /** Builder of the findings of one check. */
    public static final class Builder {

        private final String check;
        private final List<Violation> violations = new ArrayList<>();
        private long checked;
        private String remark = "";

        public Builder(String check) {
            this.check = check;
        }

        /** Counts one checked item. */
        public void checked() {
            checked++;
        }

        public void checked(long items) {
            checked += items;
        }

        public void violation(String subject, String description) {
            violations.add(new Violation(check, subject, description));
        }

        public void remark(String text) {
            remark = text;
        }

        public Findings findings() {
            return new Findings(checked, violations, remark);
        }
    }
}
