// SPDX-License-Identifier: AGPL-3.0-only
/** Alerting rules and the sending of alerts. Entry point: {@link dev.pulser.telemetry.alerting.AlertingThread}. */
@NullMarked
package dev.pulser.telemetry.alerting;

import org.jspecify.annotations.NullMarked;
