// SPDX-License-Identifier: AGPL-3.0-only
/** Options of a stack: ports, folders and external servers; {@link dev.pulser.launcher.options.StackOptions} is the entry. */
@NullMarked
package dev.pulser.launcher.options;

import org.jspecify.annotations.NullMarked;
