// SPDX-License-Identifier: AGPL-3.0-only
/** Queries on tasks and their events; the entry point is {@link dev.pulser.ingest.persistence.task.TaskRepository}. */
@NullMarked
package dev.pulser.ingest.persistence.task;

import org.jspecify.annotations.NullMarked;
