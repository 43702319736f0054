// SPDX-License-Identifier: AGPL-3.0-only
/** The machine and the connection themselves. */
@NullMarked
package dev.pulser.toolbox.host;

import org.jspecify.annotations.NullMarked;
