// SPDX-License-Identifier: AGPL-3.0-only
/** What every request passes before it reaches a resource: paths, methods, bodies, limits. */
@NullMarked
package dev.pulser.ingest.http;

import org.jspecify.annotations.NullMarked;
