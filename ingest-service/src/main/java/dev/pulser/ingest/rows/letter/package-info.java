// SPDX-License-Identifier: AGPL-3.0-only
/** Dead letters in Postgres. Read only, and only of one company at a time. */
@NullMarked
package dev.pulser.ingest.rows.letter;

import org.jspecify.annotations.NullMarked;
