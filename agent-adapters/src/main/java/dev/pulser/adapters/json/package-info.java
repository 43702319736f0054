// SPDX-License-Identifier: AGPL-3.0-only
/** JSON as text, cut and checked but never rewritten. */
@NullMarked
package dev.pulser.adapters.json;

import org.jspecify.annotations.NullMarked;
