// SPDX-License-Identifier: AGPL-3.0-only
/** Projection of agents: definitions, status, spending and health. Entry point: {@link dev.pulser.telemetry.agent.AgentProjection}. */
@NullMarked
package dev.pulser.telemetry.agent;

import org.jspecify.annotations.NullMarked;
