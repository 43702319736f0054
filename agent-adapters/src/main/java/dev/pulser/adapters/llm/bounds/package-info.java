// SPDX-License-Identifier: AGPL-3.0-only
/** What an attempt with a model may use. Pure: no clock, no network. */
@NullMarked
package dev.pulser.adapters.llm.bounds;

import org.jspecify.annotations.NullMarked;
