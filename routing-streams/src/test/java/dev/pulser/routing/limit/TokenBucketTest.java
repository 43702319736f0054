// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.limit;

import static dev.pulser.contract.sample.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private Instant now = NOON;

    @Test
    void startsWithABurstOfASixthOfTheRate() {
        assertThat(takeAll(new TokenBucket(60, now))).isEqualTo(10);
        assertThat(takeAll(new TokenBucket(6_000, now))).isEqualTo(1_000);
    }

    @Test
    void hasACapacityOfAtLeastOne() {
        var slow = new TokenBucket(1, now);

        assertThat(takeAll(slow)).isEqualTo(1);
        now = now.plusMillis(59_999);
        assertThat(takeAll(slow)).isZero();
        now = now.plusMillis(1);
        assertThat(takeAll(slow)).isEqualTo(1);
    }

    @Test
    void refillsExactlyAtItsRate() {
        var bucket = new TokenBucket(7, now);
        takeAll(bucket);

        int taken = 0;
        for (int i = 0; i < 600_000 / 37; i++) {
            now = now.plusMillis(37);
            taken += takeAll(bucket);
        }

        assertThat(taken).isEqualTo(69); // 599,992 ms
    }

    @Test
    void keepsAtMostABurst() {
        var bucket = new TokenBucket(60, now);

        now = now.plus(Duration.ofDays(40_000));

        assertThat(takeAll(bucket)).isEqualTo(10);
    }

    @Test
    void refillsAnOverdraftFirst() {
        var bucket = new TokenBucket(600, now);
        bucket.take(700, now); // from 100 tokens

        now = now.plus(Duration.ofMinutes(1)).minusMillis(1);
        boolean before = bucket.has(0, now);
        now = now.plusMillis(1);

        assertThat(before).isFalse();
        assertThat(bucket.has(0, now)).isTrue();
        assertThat(bucket.has(1, now)).isFalse();
    }

    @Test
    void appliesANewRate() {
        var bucket = new TokenBucket(60, now);

        bucket.setRate(6, now);
        int kept = takeAll(bucket);
        now = now.plusSeconds(10);

        assertThat(kept).isEqualTo(1);
        assertThat(takeAll(bucket)).isEqualTo(1);
    }

    @Test
    void losesNoTokensWhenTheClockIsSetBack() {
        var bucket = new TokenBucket(60, now);
        takeAll(bucket);

        boolean back = bucket.has(1, now.minusSeconds(5));
        now = now.plusSeconds(1);

        assertThat(back).isFalse();
        assertThat(takeAll(bucket)).isEqualTo(1);
    }

    private int takeAll(TokenBucket bucket) {
        int taken = 0;
        while (bucket.has(1, now)) {
            bucket.take(1, now);
            taken++;
        }
        return taken;
    }
}
