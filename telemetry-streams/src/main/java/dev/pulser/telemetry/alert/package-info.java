// SPDX-License-Identifier: AGPL-3.0-only
/** Alerts: values, texts, settings and table. Entry point: {@link dev.pulser.telemetry.alert.AlertMessages}. */
@NullMarked
package dev.pulser.telemetry.alert;

import org.jspecify.annotations.NullMarked;
