// SPDX-License-Identifier: AGPL-3.0-only
/** Channels that alerts are sent over. Entry point: {@link dev.pulser.telemetry.channel.AlertChannel}. */
@NullMarked
package dev.pulser.telemetry.channel;

import org.jspecify.annotations.NullMarked;
