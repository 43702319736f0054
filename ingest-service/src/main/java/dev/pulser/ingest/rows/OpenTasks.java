// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.rows;

import dev.pulser.ingest.known.TaskSnapshot;
import java.util.List;

/**
 * Tasks that are not over and that nobody has asked to cancel yet.
 *
 * @param matching how many there are, whatever the page
 * @param page     oldest first; one more than the limit where there are more
 */
public record OpenTasks(long matching, List<TaskSnapshot> page) {}
