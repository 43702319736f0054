// SPDX-License-Identifier: AGPL-3.0-only
/**
 * HTTP client for agents, with limits on response bodies and the mapping of failures to outcomes. Entry point: {@link
 * dev.pulser.adapters.web.AgentHttpClient}.
 */
@NullMarked
package dev.pulser.adapters.web;

import org.jspecify.annotations.NullMarked;
