// SPDX-License-Identifier: AGPL-3.0-only
/** Commands about agents: {@code agents list}, {@code pause}, {@code resume}. */
@NullMarked
package dev.pulser.launcher.agent;

import org.jspecify.annotations.NullMarked;
