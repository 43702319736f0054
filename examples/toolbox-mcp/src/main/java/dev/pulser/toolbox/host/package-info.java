// SPDX-License-Identifier: AGPL-3.0-only
/** Tools for the host and for tests of the connection. */
@NullMarked
package dev.pulser.toolbox.host;

import org.jspecify.annotations.NullMarked;
