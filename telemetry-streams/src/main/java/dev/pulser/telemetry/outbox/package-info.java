// SPDX-License-Identifier: AGPL-3.0-only
/** Finds what lasts too long, and sees to it that every alert is told. */
@NullMarked
package dev.pulser.telemetry.outbox;

import org.jspecify.annotations.NullMarked;
