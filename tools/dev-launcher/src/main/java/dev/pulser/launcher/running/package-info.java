// SPDX-License-Identifier: AGPL-3.0-only
/** What runs on this machine: remembered, looked at, tidied up. */
@NullMarked
package dev.pulser.launcher.running;

import org.jspecify.annotations.NullMarked;
