// SPDX-License-Identifier: AGPL-3.0-only
/** Rules about where things are kept: rows are the fold of the events, partitions go on, dead letters are complete. */
@NullMarked
package dev.pulser.chaos.rule.store;

import org.jspecify.annotations.NullMarked;
