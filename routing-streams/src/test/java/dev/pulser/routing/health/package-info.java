// SPDX-License-Identifier: AGPL-3.0-only
@NullMarked
package dev.pulser.routing.health;

import org.jspecify.annotations.NullMarked;
