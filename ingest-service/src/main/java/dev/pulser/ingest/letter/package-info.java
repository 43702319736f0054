// SPDX-License-Identifier: AGPL-3.0-only
/** What became of tasks that failed for good: looking at them, doing them again, putting them aside. */
@NullMarked
package dev.pulser.ingest.letter;

import org.jspecify.annotations.NullMarked;
