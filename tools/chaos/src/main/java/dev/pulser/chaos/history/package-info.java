// SPDX-License-Identifier: AGPL-3.0-only
/** History of the operations of all clients. */
@NullMarked
package dev.pulser.chaos.history;

import org.jspecify.annotations.NullMarked;
