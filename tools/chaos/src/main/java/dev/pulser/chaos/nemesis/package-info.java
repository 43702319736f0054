// SPDX-License-Identifier: AGPL-3.0-only
/** What is done to Pulser, and when. */
@NullMarked
package dev.pulser.chaos.nemesis;

import org.jspecify.annotations.NullMarked;
