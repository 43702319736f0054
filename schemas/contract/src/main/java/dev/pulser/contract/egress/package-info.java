// SPDX-License-Identifier: AGPL-3.0-only
/** Policy for outgoing connections. Entry point: {@code EgressPolicy}. */
@NullMarked
package dev.pulser.contract.egress;

import org.jspecify.annotations.NullMarked;
