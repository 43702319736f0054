// SPDX-License-Identifier: AGPL-3.0-only
/** A server's process and the lines that go in and out of it. */
@NullMarked
package dev.pulser.adapters.coordinator.stdio;

import org.jspecify.annotations.NullMarked;
