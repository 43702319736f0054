// SPDX-License-Identifier: AGPL-3.0-only
/** Agents as data: shown, made, replaced and taken away by REST. */
@NullMarked
package dev.pulser.ingest.agents.definition;

import org.jspecify.annotations.NullMarked;
