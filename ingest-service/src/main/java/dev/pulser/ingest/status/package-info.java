// SPDX-License-Identifier: AGPL-3.0-only
/** Says what became of them. */
@NullMarked
package dev.pulser.ingest.status;

import org.jspecify.annotations.NullMarked;
