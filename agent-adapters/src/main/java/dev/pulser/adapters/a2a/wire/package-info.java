// SPDX-License-Identifier: AGPL-3.0-only
/** What A2A puts on the wire, in the versions 0.3 and 1.0: cards, messages, events and streams of them. */
@NullMarked
package dev.pulser.adapters.a2a.wire;

import org.jspecify.annotations.NullMarked;
