// SPDX-License-Identifier: AGPL-3.0-only
/** Tests of the history. */
@NullMarked
package dev.pulser.chaos.history;

import org.jspecify.annotations.NullMarked;
