// SPDX-License-Identifier: AGPL-3.0-only
/** What a person asks of the lanes. */
@NullMarked
package dev.pulser.contract.command;

import org.jspecify.annotations.NullMarked;
