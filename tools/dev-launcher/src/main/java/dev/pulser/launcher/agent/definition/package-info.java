// SPDX-License-Identifier: AGPL-3.0-only
/** Agents as data: {@code agents show}, {@code add}, {@code change}, {@code remove}. */
@NullMarked
package dev.pulser.launcher.agent.definition;

import org.jspecify.annotations.NullMarked;
