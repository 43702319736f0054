// SPDX-License-Identifier: AGPL-3.0-only
/** Ends tasks that are no longer wanted. */
@NullMarked
package dev.pulser.ingest.cancel;

import org.jspecify.annotations.NullMarked;
