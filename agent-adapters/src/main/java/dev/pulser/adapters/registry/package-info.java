// SPDX-License-Identifier: AGPL-3.0-only
/** Which tools there are, which of them may be called, and with what; the same on every instance, by way of topics. */
@NullMarked
package dev.pulser.adapters.registry;

import org.jspecify.annotations.NullMarked;
