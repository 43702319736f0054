// SPDX-License-Identifier: AGPL-3.0-only
/** The REST API as a client sees it. */
@NullMarked
package dev.pulser.launcher.rest;

import org.jspecify.annotations.NullMarked;
