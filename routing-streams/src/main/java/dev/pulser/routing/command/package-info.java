// SPDX-License-Identifier: AGPL-3.0-only
/** Brings commands to the lanes they are for. */
@NullMarked
package dev.pulser.routing.command;

import org.jspecify.annotations.NullMarked;
