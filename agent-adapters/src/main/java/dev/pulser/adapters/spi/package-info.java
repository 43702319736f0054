// SPDX-License-Identifier: AGPL-3.0-only
/** Service provider interface of agent kinds. Entry point: {@link dev.pulser.adapters.spi.AgentAdapter}. */
@NullMarked
package dev.pulser.adapters.spi;

import org.jspecify.annotations.NullMarked;
