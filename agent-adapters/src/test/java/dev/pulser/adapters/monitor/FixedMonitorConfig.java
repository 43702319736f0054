// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.monitor;

import java.time.Duration;

/** Settings for tests. */
record FixedMonitorConfig(Duration interval, Duration limit, int unhealthyAfter, int healthyAfter)
        implements MonitorConfig {}
