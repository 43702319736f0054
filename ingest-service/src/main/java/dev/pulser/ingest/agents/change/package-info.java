// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Creation, change and deletion of agent definitions: validation, audit, and publication to Kafka. Entry point: {@link
 * dev.pulser.ingest.agents.change.AgentDefinitionService}.
 */
@NullMarked
package dev.pulser.ingest.agents.change;

import org.jspecify.annotations.NullMarked;
