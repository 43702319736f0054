// SPDX-License-Identifier: AGPL-3.0-only
/** Ways to tell people. */
@NullMarked
package dev.pulser.telemetry.channel;

import org.jspecify.annotations.NullMarked;
