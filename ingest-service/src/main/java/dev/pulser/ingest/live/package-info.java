// SPDX-License-Identifier: AGPL-3.0-only
/** What happens right now: the feed of task events, and those who wait for one. */
@NullMarked
package dev.pulser.ingest.live;

import org.jspecify.annotations.NullMarked;
