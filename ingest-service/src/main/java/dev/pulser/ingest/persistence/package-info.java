// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Read-only access to PostgreSQL, always in the scope of one company: {@link
 * dev.pulser.ingest.persistence.CompanyScope}. The tables belong to telemetry-streams.
 */
@NullMarked
package dev.pulser.ingest.persistence;

import org.jspecify.annotations.NullMarked;
