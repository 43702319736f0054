// SPDX-License-Identifier: AGPL-3.0-only
/** The checker's own test: a good run, edits of it, and which check sees each. */
@NullMarked
package dev.pulser.chaos.drill;

import org.jspecify.annotations.NullMarked;
