// SPDX-License-Identifier: AGPL-3.0-only
/** Tool for the lag of consumer groups. */
@NullMarked
package dev.pulser.toolbox.kafka;

import org.jspecify.annotations.NullMarked;
