// SPDX-License-Identifier: AGPL-3.0-only
/** Gathers what is left of a run: waits until everything is at rest, then reads topics, tables and REST. */
@NullMarked
package dev.pulser.chaos.collect;

import org.jspecify.annotations.NullMarked;
