// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Limits of an attempt with a model: tokens, cost, conversation size and repetition. Pure functions without clock or
 * network.
 */
@NullMarked
package dev.pulser.adapters.llm.bounds;

import org.jspecify.annotations.NullMarked;
