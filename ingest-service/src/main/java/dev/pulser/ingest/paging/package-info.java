// SPDX-License-Identifier: AGPL-3.0-only
/** Query parameters and cursors of lists; {@link dev.pulser.ingest.paging.ListQuery} validates them. */
@NullMarked
package dev.pulser.ingest.paging;

import org.jspecify.annotations.NullMarked;
