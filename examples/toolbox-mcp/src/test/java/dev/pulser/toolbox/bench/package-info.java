// SPDX-License-Identifier: AGPL-3.0-only
/** The tests' shared vocabulary: calling tools, talking to a toolbox, a broker. */
@NullMarked
package dev.pulser.toolbox.bench;

import org.jspecify.annotations.NullMarked;
