// SPDX-License-Identifier: AGPL-3.0-only
/** The tools of an agent as a model sees them, and the calls that it asks for. */
@NullMarked
package dev.pulser.adapters.llm.calls;

import org.jspecify.annotations.NullMarked;
