// SPDX-License-Identifier: AGPL-3.0-only
/** The way to the broker. */
@NullMarked
package dev.pulser.adapters.kafka;

import org.jspecify.annotations.NullMarked;
