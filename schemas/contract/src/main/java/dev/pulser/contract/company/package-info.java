// SPDX-License-Identifier: AGPL-3.0-only
/** Tenants. */
@NullMarked
package dev.pulser.contract.company;

import org.jspecify.annotations.NullMarked;
