// SPDX-License-Identifier: AGPL-3.0-only
/** Results that agents post later, to the instance that waits for them. */
@NullMarked
package dev.pulser.adapters.callback;

import org.jspecify.annotations.NullMarked;
