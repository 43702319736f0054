// SPDX-License-Identifier: AGPL-3.0-only
/** Bad records. */
@NullMarked
package dev.pulser.chaos.poison;

import org.jspecify.annotations.NullMarked;
