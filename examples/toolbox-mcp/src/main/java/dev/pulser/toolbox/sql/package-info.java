// SPDX-License-Identifier: AGPL-3.0-only
/** One read-only statement on one database. */
@NullMarked
package dev.pulser.toolbox.sql;

import org.jspecify.annotations.NullMarked;
