// SPDX-License-Identifier: AGPL-3.0-only
/** Pulser's four services as processes of their own, started as they are deployed. */
@NullMarked
package dev.pulser.launcher.service;

import org.jspecify.annotations.NullMarked;
