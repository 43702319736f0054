// SPDX-License-Identifier: AGPL-3.0-only
/** Health of agents by the reports of all adapters. Entry point: {@link HealthReports}. */
@NullMarked
package dev.pulser.routing.health;

import org.jspecify.annotations.NullMarked;
