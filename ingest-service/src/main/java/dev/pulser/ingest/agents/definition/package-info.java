// SPDX-License-Identifier: AGPL-3.0-only
/** Agents as data: how clients are shown them, and what they send to change them. */
@NullMarked
package dev.pulser.ingest.agents.definition;

import org.jspecify.annotations.NullMarked;
