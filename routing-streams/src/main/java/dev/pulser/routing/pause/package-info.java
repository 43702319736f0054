// SPDX-License-Identifier: AGPL-3.0-only
/** What is held back until somebody resumes it. */
@NullMarked
package dev.pulser.routing.pause;

import org.jspecify.annotations.NullMarked;
