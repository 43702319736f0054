// SPDX-License-Identifier: AGPL-3.0-only
/** End-to-end tests: real processes, used by their public interfaces. */
@NullMarked
package dev.pulser.launcher.endtoend;

import org.jspecify.annotations.NullMarked;
