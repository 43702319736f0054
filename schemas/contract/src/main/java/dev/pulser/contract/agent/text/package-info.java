// SPDX-License-Identifier: AGPL-3.0-only
/** Agents as people write them, in YAML and in JSON. */
@NullMarked
package dev.pulser.contract.agent.text;

import org.jspecify.annotations.NullMarked;
