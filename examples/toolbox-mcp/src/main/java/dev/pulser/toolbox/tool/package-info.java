// SPDX-License-Identifier: AGPL-3.0-only
/** Tools: declaration, arguments and results. Entry point: {@code Tool}. */
@NullMarked
package dev.pulser.toolbox.tool;

import org.jspecify.annotations.NullMarked;
