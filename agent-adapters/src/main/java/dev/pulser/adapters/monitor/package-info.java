// SPDX-License-Identifier: AGPL-3.0-only
/** Health checks of agents. Entry point: {@link dev.pulser.adapters.monitor.HealthMonitor}. */
@NullMarked
package dev.pulser.adapters.monitor;

import org.jspecify.annotations.NullMarked;
