// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.persistence;

import java.util.List;

/**
 * Page of rows with their total number.
 *
 * @param total number of matching rows, over all pages
 * @param rows  one more than the limit if there is another page
 */
public record CountedPage<T>(long total, List<T> rows) {}
