// SPDX-License-Identifier: AGPL-3.0-only
/** Commands about topics and the setup of a broker: {@code topics create}, {@code check}. */
@NullMarked
package dev.pulser.cli.topic;

import org.jspecify.annotations.NullMarked;
