// SPDX-License-Identifier: AGPL-3.0-only
/** What this service says about itself. */
@NullMarked
package dev.pulser.telemetry.health;

import org.jspecify.annotations.NullMarked;
