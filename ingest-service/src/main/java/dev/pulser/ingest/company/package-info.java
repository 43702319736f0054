// SPDX-License-Identifier: AGPL-3.0-only
/** Whose data may be seen. */
@NullMarked
package dev.pulser.ingest.company;

import org.jspecify.annotations.NullMarked;
