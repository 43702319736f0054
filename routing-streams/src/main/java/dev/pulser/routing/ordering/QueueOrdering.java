// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.ordering;

/** Rules that order the waiting tasks of an agent, besides their priority: aging and the shares of companies. */
public record QueueOrdering(PriorityAging aging, CompanyWeights weights) {}
