// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.monitor;

import java.time.Duration;

/** Health check settings for tests. */
record FixedMonitorConfig(Duration interval, Duration timeout, int failureThreshold, int successThreshold)
        implements MonitorConfig {}
