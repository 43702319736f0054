// SPDX-License-Identifier: AGPL-3.0-only
/** FaultLog and faults, and processes to try them on. */
@NullMarked
package dev.pulser.chaos.fault;

import org.jspecify.annotations.NullMarked;
