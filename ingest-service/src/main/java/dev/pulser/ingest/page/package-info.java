// SPDX-License-Identifier: AGPL-3.0-only
/** Queries and their pages: strict parameters, and cursors that nobody can make up. */
@NullMarked
package dev.pulser.ingest.page;

import org.jspecify.annotations.NullMarked;
