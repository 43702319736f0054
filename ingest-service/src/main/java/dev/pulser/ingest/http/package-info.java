// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Filter of every request before it reaches a resource: path, method, body, limits. Entry point: {@link
 * dev.pulser.ingest.http.RequestFilter}.
 */
@NullMarked
package dev.pulser.ingest.http;

import org.jspecify.annotations.NullMarked;
