// SPDX-License-Identifier: AGPL-3.0-only
/** What is said between an agent and its model, in no endpoint's form. */
@NullMarked
package dev.pulser.adapters.llm.chat;

import org.jspecify.annotations.NullMarked;
