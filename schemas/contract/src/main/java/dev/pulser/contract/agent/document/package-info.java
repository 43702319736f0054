// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Agent definitions as JSON and YAML documents: validated by a JSON Schema, read and written. Entry points: {@link
 * dev.pulser.contract.agent.document.AgentDefinitionReader} and {@link dev.pulser.contract.agent.document.AgentsFile}.
 */
@NullMarked
package dev.pulser.contract.agent.document;

import org.jspecify.annotations.NullMarked;
