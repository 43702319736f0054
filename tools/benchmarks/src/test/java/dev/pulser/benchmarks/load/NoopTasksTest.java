// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.codec.intake.IntakeResult;
import dev.pulser.contract.codec.intake.JsonIntakeCodec;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoopTasksTest {

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1_000_000})
    void haveAValidPayloadOfOneKilobyte(long number) {
        assertThat(NoopTasks.payload(number)).hasSize(1_024);
        assertThat(new JsonIntakeCodec().read(NoopTasks.json(number).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IntakeResult.Valid.class);
    }
}
