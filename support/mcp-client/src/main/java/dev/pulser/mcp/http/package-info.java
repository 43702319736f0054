// SPDX-License-Identifier: AGPL-3.0-only
/** Transport Streamable HTTP, in both protocol revisions. */
@NullMarked
package dev.pulser.mcp.http;

import org.jspecify.annotations.NullMarked;
