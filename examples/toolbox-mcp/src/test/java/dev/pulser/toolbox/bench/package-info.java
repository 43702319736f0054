// SPDX-License-Identifier: AGPL-3.0-only
/** Test support: calls of tools, a toolbox process and a Kafka broker. */
@NullMarked
package dev.pulser.toolbox.bench;

import org.jspecify.annotations.NullMarked;
