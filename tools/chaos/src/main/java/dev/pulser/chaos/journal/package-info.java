// SPDX-License-Identifier: AGPL-3.0-only
/** Journal of the calls that agents received; evidence of side effects, independent of Pulser. */
@NullMarked
package dev.pulser.chaos.journal;

import org.jspecify.annotations.NullMarked;
