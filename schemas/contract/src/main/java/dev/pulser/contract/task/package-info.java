// SPDX-License-Identifier: AGPL-3.0-only
/** What is to be done, how it went, and what went wrong. */
@NullMarked
package dev.pulser.contract.task;

import org.jspecify.annotations.NullMarked;
