// SPDX-License-Identifier: AGPL-3.0-only
/** Configuration that several services share, and the beans made from it. Entry point: {@link dev.pulser.service.config.KafkaConfig}. */
@NullMarked
package dev.pulser.service.config;

import org.jspecify.annotations.NullMarked;
