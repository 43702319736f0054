// SPDX-License-Identifier: AGPL-3.0-only
/**
 * State of tasks as far as this instance knows it: {@link dev.pulser.ingest.taskcache.TaskCache} holds recent tasks in
 * memory.
 */
@NullMarked
package dev.pulser.ingest.taskcache;

import org.jspecify.annotations.NullMarked;
