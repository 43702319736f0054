// SPDX-License-Identifier: AGPL-3.0-only
/** Who can do it. */
@NullMarked
package dev.pulser.contract.agent;

import org.jspecify.annotations.NullMarked;
