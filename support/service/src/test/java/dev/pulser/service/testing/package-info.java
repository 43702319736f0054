// SPDX-License-Identifier: AGPL-3.0-only
/** Test support for the services: {@link dev.pulser.service.testing.TestBroker} and {@link dev.pulser.service.testing.ConfigurationReference}. */
@NullMarked
package dev.pulser.service.testing;

import org.jspecify.annotations.NullMarked;
