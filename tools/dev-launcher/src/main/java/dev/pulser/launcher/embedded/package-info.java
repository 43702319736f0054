// SPDX-License-Identifier: AGPL-3.0-only
/** Real PostgreSQL and Redis servers on this machine, without containers. */
@NullMarked
package dev.pulser.launcher.embedded;

import org.jspecify.annotations.NullMarked;
