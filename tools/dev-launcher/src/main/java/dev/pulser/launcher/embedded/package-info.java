// SPDX-License-Identifier: AGPL-3.0-only
/** A real Kafka, PostgreSQL and Redis on this machine, without containers. */
@NullMarked
package dev.pulser.launcher.embedded;

import org.jspecify.annotations.NullMarked;
