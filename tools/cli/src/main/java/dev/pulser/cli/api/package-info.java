// SPDX-License-Identifier: AGPL-3.0-only
/** Client of Pulser's REST API; {@link dev.pulser.cli.api.PulserClient} is the entry. */
@NullMarked
package dev.pulser.cli.api;

import org.jspecify.annotations.NullMarked;
