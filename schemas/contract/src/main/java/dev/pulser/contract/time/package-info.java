// SPDX-License-Identifier: AGPL-3.0-only
/** Time that timers can rely on. */
@NullMarked
package dev.pulser.contract.time;

import org.jspecify.annotations.NullMarked;
