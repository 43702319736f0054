// SPDX-License-Identifier: AGPL-3.0-only
/** Tests of the agents. */
@NullMarked
package dev.pulser.chaos.agent;

import org.jspecify.annotations.NullMarked;
