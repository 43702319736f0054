// SPDX-License-Identifier: AGPL-3.0-only
/** Checks of the pages in {@code docs/} against the code. */
@NullMarked
package dev.pulser.launcher.docs;

import org.jspecify.annotations.NullMarked;
