// SPDX-License-Identifier: AGPL-3.0-only
@NullMarked
package dev.pulser.routing.budget;

import org.jspecify.annotations.NullMarked;
