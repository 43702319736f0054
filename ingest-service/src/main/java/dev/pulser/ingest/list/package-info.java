// SPDX-License-Identifier: AGPL-3.0-only
/** Lists of tasks, page by page. */
@NullMarked
package dev.pulser.ingest.list;

import org.jspecify.annotations.NullMarked;
