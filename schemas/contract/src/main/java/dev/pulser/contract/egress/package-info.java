// SPDX-License-Identifier: AGPL-3.0-only
/** Which addresses may be connected to. */
@NullMarked
package dev.pulser.contract.egress;

import org.jspecify.annotations.NullMarked;
