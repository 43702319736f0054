// SPDX-License-Identifier: AGPL-3.0-only
/** Where connections may lead, checked whenever one is made. */
@NullMarked
package dev.pulser.adapters.egress;

import org.jspecify.annotations.NullMarked;
