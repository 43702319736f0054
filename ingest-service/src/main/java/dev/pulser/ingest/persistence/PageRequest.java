// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence;

import org.jspecify.annotations.Nullable;

/**
 * Requested page of a list.
 *
 * @param limit largest number of rows; 1 or more
 * @param after position of the last row of the previous page; null for the first page
 */
public record PageRequest<P>(int limit, @Nullable P after) {}
