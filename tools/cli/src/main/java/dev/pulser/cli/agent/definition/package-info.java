// SPDX-License-Identifier: AGPL-3.0-only
/** Commands about definitions of agents: {@code agents show}, {@code add}, {@code change}, {@code remove}. */
@NullMarked
package dev.pulser.cli.agent.definition;

import org.jspecify.annotations.NullMarked;
