// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.waiting;

/** What decides who comes next, besides the class: how long tasks may wait in it, and the companies' shares. */
public record Order(Ageing ageing, Weights weights) {}
