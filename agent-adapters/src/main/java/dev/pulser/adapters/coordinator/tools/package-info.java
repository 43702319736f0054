// SPDX-License-Identifier: AGPL-3.0-only
/** What a server says of its tools, read with suspicion. */
@NullMarked
package dev.pulser.adapters.coordinator.tools;

import org.jspecify.annotations.NullMarked;
