// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Input records of the lanes and the processors that forward them to the right partition. Entry point: {@link
 * LaneInput}.
 */
@NullMarked
package dev.pulser.routing.input;

import org.jspecify.annotations.NullMarked;
