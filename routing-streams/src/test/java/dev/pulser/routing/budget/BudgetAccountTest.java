// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.budget;

import static dev.pulser.contract.sample.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class BudgetAccountTest {

    private final BudgetAccount account = new BudgetAccount(NOON, 60, 30);

    @Test
    void hasRoomUpToItsLimitExactly() {
        assertThat(account.hasRoom(10, 100L)).isTrue();
        assertThat(account.hasRoom(11, 100L)).isFalse();
        assertThat(account.hasRoom(11, null)).isTrue();
        assertThat(account.hasRoom(1, 0L)).isFalse();
    }

    @Test
    void replacesAReservationByTheCost() {
        assertThat(account.reserve(10).settle(30, 7)).isEqualTo(new BudgetAccount(NOON, 67, 10));
    }

    @Test
    void startsALaterPeriodWithoutSpendingAndKeepsReservations() {
        var next = NOON.plus(Duration.ofDays(1));

        assertThat(account.inPeriod(next)).isEqualTo(new BudgetAccount(next, 0, 30));
    }

    @Test
    void keepsTheSpendingWhenThePeriodIsMadeLonger() {
        var earlier = NOON.minus(Duration.ofDays(9));

        assertThat(account.inPeriod(earlier)).isEqualTo(new BudgetAccount(earlier, 60, 30));
    }

    @Test
    void isReadBackFromItsBytes() {
        var serde = BudgetAccount.serde();
        var acme = new BudgetAccountKey(new AgentName("maya"), new Company("acme"));
        var all = new BudgetAccountKey(new AgentName("maya"), null);
        var keys = BudgetAccountKey.serde();

        assertThat(serde.deserializer().deserialize("t", serde.serializer().serialize("t", account)))
                .isEqualTo(account);
        assertThat(keys.deserializer().deserialize("t", keys.serializer().serialize("t", acme)))
                .isEqualTo(acme);
        assertThat(keys.deserializer().deserialize("t", keys.serializer().serialize("t", all)))
                .isEqualTo(all);
    }
}
