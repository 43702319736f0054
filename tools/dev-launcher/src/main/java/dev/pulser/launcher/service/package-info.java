// SPDX-License-Identifier: AGPL-3.0-only
/** Pulser's four services as processes, started like a deployment starts them. */
@NullMarked
package dev.pulser.launcher.service;

import org.jspecify.annotations.NullMarked;
