// SPDX-License-Identifier: AGPL-3.0-only
/** Command {@code watch}: live view of tasks and agents. */
@NullMarked
package dev.pulser.cli.watch;

import org.jspecify.annotations.NullMarked;
