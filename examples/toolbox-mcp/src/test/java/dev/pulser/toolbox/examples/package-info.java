// SPDX-License-Identifier: AGPL-3.0-only
/** The example tasks and the proof that they work. */
@NullMarked
package dev.pulser.toolbox.examples;

import org.jspecify.annotations.NullMarked;
