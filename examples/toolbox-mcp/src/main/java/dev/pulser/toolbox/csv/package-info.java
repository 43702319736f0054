// SPDX-License-Identifier: AGPL-3.0-only
/** Tool for CSV files. */
@NullMarked
package dev.pulser.toolbox.csv;

import org.jspecify.annotations.NullMarked;
