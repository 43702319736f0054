// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.budget;

import static dev.pulser.contract.sample.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AccountTest {

    private final Account account = new Account(NOON, 60, 30);

    @Test
    void hasRoomUpToItsLimitExactly() {
        assertThat(account.hasRoom(10, 100L)).isTrue();
        assertThat(account.hasRoom(11, 100L)).isFalse();
        assertThat(account.hasRoom(11, null)).isTrue();
        assertThat(account.hasRoom(1, 0L)).isFalse();
    }

    @Test
    void settlesWhatWasSetAside() {
        assertThat(account.reserving(10).settling(30, 7)).isEqualTo(new Account(NOON, 67, 10));
    }

    @Test
    void beginsALaterPeriodWithNothingSpentAndWhatIsInWorkSetAside() {
        var next = NOON.plus(Duration.ofDays(1));

        assertThat(account.in(next)).isEqualTo(new Account(next, 0, 30));
    }

    @Test
    void keepsWhatIsSpentWhereThePeriodBecomesLonger() {
        var earlier = NOON.minus(Duration.ofDays(9));

        assertThat(account.in(earlier)).isEqualTo(new Account(earlier, 60, 30));
    }

    @Test
    void isReadBackFromItsBytes() {
        var form = Account.serde();
        var owner = new Spender(new AgentName("maya"), new Company("acme"));
        var all = new Spender(new AgentName("maya"), null);
        var owners = Spender.serde();

        assertThat(form.deserializer().deserialize("t", form.serializer().serialize("t", account)))
                .isEqualTo(account);
        assertThat(owners.deserializer().deserialize("t", owners.serializer().serialize("t", owner)))
                .isEqualTo(owner);
        assertThat(owners.deserializer().deserialize("t", owners.serializer().serialize("t", all)))
                .isEqualTo(all);
    }
}
