// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.ledger;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.company.Company;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.task.TaskId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final AgentName MAYA = new AgentName("maya");

    @TempDir
    private Path folder;

    private KeyValueStore<TaskId, LedgerEntry> store;
    private Ledger ledger;

    @BeforeEach
    @SuppressWarnings("unchecked")
    void open() {
        var settings = new Properties();
        settings.put("application.id", "ledger");
        settings.put("bootstrap.servers", "127.0.0.1:1");
        var context = new MockProcessorContext<Object, Object>(
                settings, new org.apache.kafka.streams.processor.TaskId(0, 0), folder.toFile());
        StateStore opened = Ledger.stores(Codecs.builtIn().taskId())
                .iterator()
                .next()
                .withLoggingDisabled()
                .build();
        opened.init(context.getStateStoreContext(), opened);
        store = (KeyValueStore<TaskId, LedgerEntry>) opened;
        ledger = new Ledger(context, WINDOW);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void keepsWhereATaskWent() {
        var task = aTask().of("acme").build();

        ledger.enter(task, MAYA, NOON);

        var entry = store.get(task.id());
        assertThat(entry.agent()).isEqualTo(MAYA);
        assertThat(entry.company()).isEqualTo(task.company());
        assertThat(entry.at()).isEqualTo(NOON);
    }

    @Test
    void forgetsEverythingOldInStepsAndNothingElse() {
        for (int i = 0; i < 950; i++) {
            ledger.enter(aTask().build(), MAYA, NOON);
        }
        for (int i = 0; i < 50; i++) {
            ledger.enter(aTask().build(), null, NOON.plus(WINDOW));
        }
        ledger.forgetSome(NOON); // what was written makes the next step a large one; this is it

        for (int step = 0; step < 11; step++) { // each begins with the last entry of the one before
            ledger.forgetSome(NOON.plus(WINDOW));
        }

        assertThat(size()).isEqualTo(50);
    }

    @Test
    void looksAtNoMoreThanAStepAtATime() {
        for (int i = 0; i < 1_000; i++) {
            ledger.enter(aTask().build(), MAYA, NOON);
        }
        ledger.forgetSome(NOON);

        ledger.forgetSome(NOON.plus(WINDOW));

        assertThat(size()).isBetween(899L, 901L);
    }

    @Test
    void keepsUpWithWhatComesIn() {
        for (int i = 0; i < 1_000; i++) {
            ledger.enter(aTask().build(), MAYA, NOON);
        }

        ledger.forgetSome(NOON.plus(WINDOW));

        assertThat(size()).isZero();
    }

    @Test
    void remembersACancellationThatCameBeforeItsTask() {
        var task = aTask().of("acme").build();

        assertThat(ledger.cancelAhead(task.id(), task.company(), NOON)).isTrue();

        assertThat(ledger.enter(task, MAYA, NOON)).isEqualTo(Ledger.Sighting.CANCELLED);
        assertThat(ledger.enter(task, MAYA, NOON)).isEqualTo(Ledger.Sighting.REPEATED);
        assertThat(ledger.cancelAhead(task.id(), task.company(), NOON)).isFalse();
    }

    @Test
    void letsNoCompanyCancelAnothersTaskAhead() {
        var task = aTask().of("acme").build();
        ledger.cancelAhead(task.id(), new Company("zulu"), NOON);

        assertThat(ledger.enter(task, MAYA, NOON)).isEqualTo(Ledger.Sighting.FIRST);
    }

    @Test
    void forgetsACancellationWhoseTaskNeverCame() {
        var task = aTask().build();
        ledger.cancelAhead(task.id(), task.company(), NOON);

        ledger.forgetSome(NOON.plus(WINDOW));

        assertThat(size()).isZero();
    }

    private long size() {
        try (var all = store.all()) {
            long count = 0;
            for (; all.hasNext(); all.next()) {
                count++;
            }
            return count;
        }
    }
}
