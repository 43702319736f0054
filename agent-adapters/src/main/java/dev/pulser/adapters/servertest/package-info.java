// SPDX-License-Identifier: AGPL-3.0-only
/** Tries the declared MCP servers without a running Pulser, as a program of its own. */
@NullMarked
package dev.pulser.adapters.servertest;

import org.jspecify.annotations.NullMarked;
