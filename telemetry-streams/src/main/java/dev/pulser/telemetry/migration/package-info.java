// SPDX-License-Identifier: AGPL-3.0-only
/** The database's shape: tables, roles, the key of the signed company. */
@NullMarked
package dev.pulser.telemetry.migration;

import org.jspecify.annotations.NullMarked;
