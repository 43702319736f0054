// SPDX-License-Identifier: AGPL-3.0-only
/** Wire format of A2A 0.3 and 1.0: agent cards, requests, events and tasks. */
@NullMarked
package dev.pulser.adapters.a2a.wire;

import org.jspecify.annotations.NullMarked;
