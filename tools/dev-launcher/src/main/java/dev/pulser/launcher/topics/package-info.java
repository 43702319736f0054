// SPDX-License-Identifier: AGPL-3.0-only
/** Pulser's topics and agents on a broker: make, check, publish. */
@NullMarked
package dev.pulser.launcher.topics;

import org.jspecify.annotations.NullMarked;
