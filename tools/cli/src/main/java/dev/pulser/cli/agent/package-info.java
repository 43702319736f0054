// SPDX-License-Identifier: AGPL-3.0-only
/** Commands about agents: {@code agents list}, {@code pause}, {@code resume}. Other packages hold {@code agents show}, {@code add},
 * {@code change}, {@code remove} and {@code health}. */
@NullMarked
package dev.pulser.cli.agent;

import org.jspecify.annotations.NullMarked;
