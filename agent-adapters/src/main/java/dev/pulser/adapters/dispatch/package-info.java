// SPDX-License-Identifier: AGPL-3.0-only
/**
 * Kafka side of dispatch: consumes assignments and agent definitions, and publishes reports. Entry point: {@link
 * dev.pulser.adapters.dispatch.Dispatcher}.
 */
@NullMarked
package dev.pulser.adapters.dispatch;

import org.jspecify.annotations.NullMarked;
