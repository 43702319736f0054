// SPDX-License-Identifier: AGPL-3.0-only
/** The load: clients that submit, look, give up and repeat, as a seed says. */
@NullMarked
package dev.pulser.chaos.hammer;

import org.jspecify.annotations.NullMarked;
