// SPDX-License-Identifier: AGPL-3.0-only
/** Brings handed-over tasks to the lanes that take them. */
@NullMarked
package dev.pulser.routing.handover;

import org.jspecify.annotations.NullMarked;
