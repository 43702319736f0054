// SPDX-License-Identifier: AGPL-3.0-only
/** Whether this instance can do its work. */
@NullMarked
package dev.pulser.adapters.health;

import org.jspecify.annotations.NullMarked;
