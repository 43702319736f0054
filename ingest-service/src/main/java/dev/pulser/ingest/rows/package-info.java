// SPDX-License-Identifier: AGPL-3.0-only
/** What Postgres knows. Read only, and only of one company at a time. */
@NullMarked
package dev.pulser.ingest.rows;

import org.jspecify.annotations.NullMarked;
