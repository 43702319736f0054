// SPDX-License-Identifier: AGPL-3.0-only
/** Validation of submitted tasks. Entry point: {@code TaskRules}. */
@NullMarked
package dev.pulser.contract.validation;

import org.jspecify.annotations.NullMarked;
