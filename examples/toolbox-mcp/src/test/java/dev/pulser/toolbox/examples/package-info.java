// SPDX-License-Identifier: AGPL-3.0-only
/** Generator and tests of the example tasks. */
@NullMarked
package dev.pulser.toolbox.examples;

import org.jspecify.annotations.NullMarked;
