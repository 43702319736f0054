// SPDX-License-Identifier: AGPL-3.0-only
/** Requests to agents over HTTP: the one client, bounded bodies, and what it means when no good answer comes. */
@NullMarked
package dev.pulser.adapters.web;

import org.jspecify.annotations.NullMarked;
