// SPDX-License-Identifier: AGPL-3.0-only
/** What the file of servers says of the use of a server: which tools, how often, which of them again. */
@NullMarked
package dev.pulser.adapters.terms;

import org.jspecify.annotations.NullMarked;
