// SPDX-License-Identifier: AGPL-3.0-only
/** What keeps an agent in trouble from being asked more than it can bear. */
@NullMarked
package dev.pulser.adapters.guard;

import org.jspecify.annotations.NullMarked;
