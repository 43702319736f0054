// SPDX-License-Identifier: AGPL-3.0-only
/** Agents that are programs of any language: they read assignments from a topic of their own and write outcomes to another. */
@NullMarked
package dev.pulser.adapters.worker;

import org.jspecify.annotations.NullMarked;
