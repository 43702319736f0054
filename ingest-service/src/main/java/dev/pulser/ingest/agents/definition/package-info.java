// SPDX-License-Identifier: AGPL-3.0-only
/** REST resources of agent definitions, and their OpenAPI schemas. */
@NullMarked
package dev.pulser.ingest.agents.definition;

import org.jspecify.annotations.NullMarked;
