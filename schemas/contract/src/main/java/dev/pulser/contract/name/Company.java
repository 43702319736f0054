// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.name;

/**
 * Tenant. A task and all records about it belong to one company.
 *
 * @param name 1 to {@value #MAX_LENGTH} characters of {@code a-z 0-9 _ -}, starting with a letter or digit
 */
public record Company(String name) {

    public static final int MAX_LENGTH = 64;

    /** Company of submissions that name none. */
    public static final Company DEFAULT = new Company("default");

    public Company {
        if (!isValid(name)) {
            throw new IllegalArgumentException(
                    "company name must have 1 to %d characters of a-z, 0-9, _ and -, and start with a letter or digit"
                            .formatted(MAX_LENGTH));
        }
    }

    public static boolean isValid(String name) {
        if (name.isEmpty() || name.length() > MAX_LENGTH || name.charAt(0) == '_' || name.charAt(0) == '-') {
            return false;
        }
        return name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-');
    }

    @Override
    public String toString() {
        return name;
    }
}
