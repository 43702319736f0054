// SPDX-License-Identifier: AGPL-3.0-only
/** Followers of task events and progress, and requests that wait for the end of a task. */
@NullMarked
package dev.pulser.ingest.events;

import org.jspecify.annotations.NullMarked;
