// SPDX-License-Identifier: AGPL-3.0-only
/** Tests of malformed records. */
@NullMarked
package dev.pulser.chaos.poison;

import org.jspecify.annotations.NullMarked;
