// SPDX-License-Identifier: AGPL-3.0-only
/** Names of companies, agents and task types. */
@NullMarked
package dev.pulser.contract.name;

import org.jspecify.annotations.NullMarked;
