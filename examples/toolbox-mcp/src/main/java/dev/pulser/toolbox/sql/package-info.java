// SPDX-License-Identifier: AGPL-3.0-only
/** Tool for a PostgreSQL database. */
@NullMarked
package dev.pulser.toolbox.sql;

import org.jspecify.annotations.NullMarked;
