// SPDX-License-Identifier: AGPL-3.0-only
@NullMarked
package dev.pulser.telemetry.architecture;

import org.jspecify.annotations.NullMarked;
