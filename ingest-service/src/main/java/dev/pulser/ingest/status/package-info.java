// SPDX-License-Identifier: AGPL-3.0-only
/** Status, history and result of single tasks. Entry point: {@link dev.pulser.ingest.status.TaskLookup}. */
@NullMarked
package dev.pulser.ingest.status;

import org.jspecify.annotations.NullMarked;
