// SPDX-License-Identifier: AGPL-3.0-only
/** Checks of outgoing connections. Entry point: {@link dev.pulser.service.egress.Egress}. */
@NullMarked
package dev.pulser.service.egress;

import org.jspecify.annotations.NullMarked;
