// SPDX-License-Identifier: AGPL-3.0-only
/** What a kind of agent has to be able to do. */
@NullMarked
package dev.pulser.adapters.spi;

import org.jspecify.annotations.NullMarked;
