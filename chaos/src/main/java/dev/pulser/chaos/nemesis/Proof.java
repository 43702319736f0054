// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.nemesis;

/**
 * What a fault was seen to do.
 *
 * @param bit whether it had an effect at all
 */
record Proof(boolean bit, String seen) {}
