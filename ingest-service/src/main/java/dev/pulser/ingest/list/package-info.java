// SPDX-License-Identifier: AGPL-3.0-only
/** Lists of tasks; the entry point is {@link dev.pulser.ingest.list.TaskListing}. */
@NullMarked
package dev.pulser.ingest.list;

import org.jspecify.annotations.NullMarked;
