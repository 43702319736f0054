// SPDX-License-Identifier: AGPL-3.0-only
/** Commands of operators. */
@NullMarked
package dev.pulser.contract.command;

import org.jspecify.annotations.NullMarked;
