// SPDX-License-Identifier: AGPL-3.0-only
/** Clock for timers and leases. */
@NullMarked
package dev.pulser.contract.time;

import org.jspecify.annotations.NullMarked;
