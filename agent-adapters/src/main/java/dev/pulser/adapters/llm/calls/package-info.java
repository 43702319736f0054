// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Tools as a model sees them, and the execution of its tool requests. Entry point: {@link
 * dev.pulser.adapters.llm.calls.ModelTools}.
 */
@NullMarked
package dev.pulser.adapters.llm.calls;

import org.jspecify.annotations.NullMarked;
