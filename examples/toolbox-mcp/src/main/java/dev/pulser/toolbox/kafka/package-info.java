// SPDX-License-Identifier: AGPL-3.0-only
/** How far a consumer group is behind. */
@NullMarked
package dev.pulser.toolbox.kafka;

import org.jspecify.annotations.NullMarked;
