// SPDX-License-Identifier: AGPL-3.0-only
/** What is done to Pulser, when, and the proof that it was felt. */
@NullMarked
package dev.pulser.chaos.nemesis;

import org.jspecify.annotations.NullMarked;
