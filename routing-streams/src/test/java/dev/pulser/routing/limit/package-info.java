// SPDX-License-Identifier: AGPL-3.0-only
@NullMarked
package dev.pulser.routing.limit;

import org.jspecify.annotations.NullMarked;
