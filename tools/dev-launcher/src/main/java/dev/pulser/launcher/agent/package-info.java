// SPDX-License-Identifier: AGPL-3.0-only
/** Commands about agents: {@code agents list}, {@code pause}, {@code resume}; the others are in packages below. */
@NullMarked
package dev.pulser.launcher.agent;

import org.jspecify.annotations.NullMarked;
