// SPDX-License-Identifier: AGPL-3.0-only
/** What people are told, and in which words. */
@NullMarked
package dev.pulser.telemetry.alert;

import org.jspecify.annotations.NullMarked;
