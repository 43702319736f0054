// SPDX-License-Identifier: AGPL-3.0-only
/** What the OpenAPI document says beside what the resources say. */
@NullMarked
package dev.pulser.ingest.openapi;

import org.jspecify.annotations.NullMarked;
