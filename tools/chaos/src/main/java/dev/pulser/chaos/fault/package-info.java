// SPDX-License-Identifier: AGPL-3.0-only
/** What can be done to Pulser, and to which of its processes. */
@NullMarked
package dev.pulser.chaos.fault;

import org.jspecify.annotations.NullMarked;
