// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

import dev.pulser.chaos.fault.Fault;
import java.time.Duration;

/**
 * A fault as it is dealt.
 *
 * @param broker which of the brokers it is dealt to, the first is 0, where it is dealt to one
 * @param length how long it lasts, where it lasts
 */
record Blow(Fault fault, int broker, Duration length) {}
