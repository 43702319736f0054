// SPDX-License-Identifier: AGPL-3.0-only
/** Where the adapters may connect to. */
@NullMarked
package dev.pulser.adapters.egress;

import org.jspecify.annotations.NullMarked;
