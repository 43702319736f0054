// SPDX-License-Identifier: AGPL-3.0-only
/** Rules about what agents were asked to do: results are theirs, calls are counted, pauses are kept. */
@NullMarked
package dev.pulser.chaos.rule.call;

import org.jspecify.annotations.NullMarked;
