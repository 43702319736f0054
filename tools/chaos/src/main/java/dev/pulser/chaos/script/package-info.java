// SPDX-License-Identifier: AGPL-3.0-only
/** Scripts in the payloads of tasks, which control the behavior of the agents. */
@NullMarked
package dev.pulser.chaos.script;

import org.jspecify.annotations.NullMarked;
