// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters;

/**
 * What this instance is doing.
 *
 * @param agents  in the table
 * @param joined  whether it has its share of the assignments
 * @param running attempts in work
 * @param skipped records on the topic of assignments that were none
 */
public record AdaptersState(String instance, int agents, boolean joined, int running, long skipped) {

    /** Whether assignments that come now are run. */
    public boolean ready() {
        return joined && agents > 0;
    }
}
