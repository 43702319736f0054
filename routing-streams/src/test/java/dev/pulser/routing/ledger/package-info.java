@NullMarked
package dev.pulser.routing.ledger;

import org.jspecify.annotations.NullMarked;
