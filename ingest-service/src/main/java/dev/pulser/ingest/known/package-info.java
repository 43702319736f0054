// SPDX-License-Identifier: AGPL-3.0-only
/** What is known of a task, and the tasks of the last hour in memory. */
@NullMarked
package dev.pulser.ingest.known;

import org.jspecify.annotations.NullMarked;
