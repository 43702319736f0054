// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.agent;

import org.jspecify.annotations.Nullable;

/**
 * Description of an agent for people, and its service level.
 *
 * @param role         short text such as {@code code reviewer}; empty when none is given
 * @param avatar       an emoji, or the name of one of the built-in pictures
 * @param hoursPerWeek planned working time, 1 to 168; null means always
 * @param serviceLevel null when none is defined
 */
public record AgentProfile(
        String role,
        @Nullable String avatar,
        @Nullable Integer hoursPerWeek,
        @Nullable ServiceLevel serviceLevel) {

    public static final AgentProfile EMPTY = new AgentProfile("", null, null, null);

    public AgentProfile {
        if (hoursPerWeek != null && (hoursPerWeek < 1 || hoursPerWeek > 168)) {
            throw new IllegalArgumentException("hours_per_week must be from 1 to 168");
        }
    }
}
