// SPDX-License-Identifier: AGPL-3.0-only
/** How rows get into tables. */
@NullMarked
package dev.pulser.telemetry.table;

import org.jspecify.annotations.NullMarked;
