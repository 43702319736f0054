// SPDX-License-Identifier: AGPL-3.0-only
/** Tests of what is done to Pulser when. */
@NullMarked
package dev.pulser.chaos.nemesis;

import org.jspecify.annotations.NullMarked;
