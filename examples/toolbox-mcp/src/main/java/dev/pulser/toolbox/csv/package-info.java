// SPDX-License-Identifier: AGPL-3.0-only
/** The profile of a CSV file. */
@NullMarked
package dev.pulser.toolbox.csv;

import org.jspecify.annotations.NullMarked;
