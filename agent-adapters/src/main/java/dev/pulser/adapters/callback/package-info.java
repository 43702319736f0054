// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Callbacks: results that agents post to the instance that runs their attempt. Entry point: {@link
 * dev.pulser.adapters.callback.CallbackRegistry}.
 */
@NullMarked
package dev.pulser.adapters.callback;

import org.jspecify.annotations.NullMarked;
