// SPDX-License-Identifier: AGPL-3.0-only
/** Faults, and the components that they affect. */
@NullMarked
package dev.pulser.chaos.fault;

import org.jspecify.annotations.NullMarked;
