// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.ledger;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.codec.Codecs;
import dev.pulser.contract.name.AgentName;
import dev.pulser.contract.name.Company;
import dev.pulser.contract.task.Task;
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
    /** Only agent with its lane in this partition. */
    private static final AgentName MAYA = new AgentName("maya");

    private static final AgentName ECHO = new AgentName("echo");

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
    void recordsTheAgentOfATask() {
        var task = aTask().of("acme").build();

        ledger.admit(task, MAYA, NOON);

        var entry = store.get(task.id());
        assertThat(entry.agent()).isEqualTo(MAYA);
        assertThat(entry.company()).isEqualTo(task.company());
        assertThat(entry.at()).isEqualTo(NOON);
    }

    @Test
    void expiresOldEntriesInSteps() {
        for (int i = 0; i < 950; i++) {
            ledger.admit(aTask().build(), MAYA, NOON);
        }
        for (int i = 0; i < 50; i++) {
            ledger.admit(aTask().build(), null, NOON.plus(WINDOW));
        }
        ledger.expireNext(NOON); // the entries written before make this step a large one

        for (int step = 0; step < 11; step++) { // each step starts with the last entry of the one before
            ledger.expireNext(NOON.plus(WINDOW));
        }

        assertThat(size()).isEqualTo(50);
    }

    @Test
    void scansAtMostOneStepAtATime() {
        for (int i = 0; i < 1_000; i++) {
            ledger.admit(aTask().build(), MAYA, NOON);
        }
        ledger.expireNext(NOON);

        ledger.expireNext(NOON.plus(WINDOW));

        assertThat(size()).isBetween(899L, 901L);
    }

    @Test
    void expiresAsFastAsEntriesAreWritten() {
        for (int i = 0; i < 1_000; i++) {
            ledger.admit(aTask().build(), MAYA, NOON);
        }

        ledger.expireNext(NOON.plus(WINDOW));

        assertThat(size()).isZero();
    }

    @Test
    void keepsACancellationThatPrecedesItsTask() {
        var task = aTask().of("acme").build();

        assertThat(cancel(task, 0)).isEqualTo(new Ledger.Cancellation.Pending());

        assertThat(ledger.admit(task, MAYA, NOON)).isEqualTo(Ledger.Admission.CANCELLED);
        assertThat(ledger.admit(task, MAYA, NOON)).isEqualTo(Ledger.Admission.DUPLICATE);
        assertThat(cancel(task, 0)).isEqualTo(new Ledger.Cancellation.TooLate());
    }

    @Test
    void ignoresTheEarlyCancellationOfAnotherCompany() {
        var task = aTask().of("acme").build();
        ledger.cancel(task.id(), new Company("zulu"), 0, MAYA::equals, NOON);

        assertThat(ledger.admit(task, MAYA, NOON)).isEqualTo(Ledger.Admission.NEW);
    }

    @Test
    void expiresACancellationWithoutItsTask() {
        var task = aTask().build();
        cancel(task, 0);

        ledger.expireNext(NOON.plus(WINDOW));

        assertThat(size()).isZero();
    }

    @Test
    void forwardsACancellationToATransferredTask() {
        var task = aTask().build();
        ledger.admit(task, MAYA, NOON);
        ledger.recordOutgoingTransfer(task, ECHO, 1, NOON);

        assertThat(cancel(task, 0)).isEqualTo(new Ledger.Cancellation.Transferred(ECHO, 1));
        assertThat(ledger.admit(task, MAYA, NOON)).isEqualTo(Ledger.Admission.DUPLICATE);
    }

    @Test
    void keepsACancellationDuringATransferBackToThisPartition() {
        var task = aTask().build();
        ledger.admit(task, MAYA, NOON);
        ledger.recordOutgoingTransfer(task, ECHO, 1, NOON);

        assertThat(cancel(task, 2)).isEqualTo(new Ledger.Cancellation.Pending());

        assertThat(ledger.recordIncomingTransfer(task, MAYA, 2, NOON)).isEqualTo(Ledger.Admission.CANCELLED);
        assertThat(cancel(task, 2)).isEqualTo(new Ledger.Cancellation.TooLate());
    }

    @Test
    void keepsACancellationDuringATransferWithinThisPartition() {
        var task = aTask().build();
        ledger.admit(task, ECHO, NOON);
        ledger.recordOutgoingTransfer(task, MAYA, 1, NOON);

        assertThat(cancel(task, 0)).isEqualTo(new Ledger.Cancellation.Pending());
        assertThat(cancel(task, 0)).isEqualTo(new Ledger.Cancellation.Pending());

        assertThat(ledger.recordIncomingTransfer(task, MAYA, 1, NOON)).isEqualTo(Ledger.Admission.CANCELLED);
    }

    @Test
    void doesNotCancelATaskThatHasArrived() {
        var task = aTask().build();

        var first = ledger.recordIncomingTransfer(task, MAYA, 3, NOON);

        assertThat(first).isEqualTo(Ledger.Admission.NEW);
        assertThat(cancel(task, 3)).isEqualTo(new Ledger.Cancellation.TooLate());
        assertThat(cancel(task, 1)).isEqualTo(new Ledger.Cancellation.TooLate());
    }

    @Test
    void doesNotRevealATransferToAnotherCompany() {
        var task = aTask().build();
        ledger.recordOutgoingTransfer(task, ECHO, 1, NOON);

        assertThat(ledger.cancel(task.id(), new Company("zulu"), 0, MAYA::equals, NOON))
                .isEqualTo(new Ledger.Cancellation.TooLate());
    }

    @Test
    void entryIsReadBackFromItsBytes() {
        var task = aTask().build();
        ledger.admit(task, MAYA, NOON);
        ledger.recordOutgoingTransfer(task, ECHO, 3, NOON);
        var serde = LedgerEntry.serde();
        var entry = store.get(task.id());

        assertThat(serde.deserializer().deserialize("t", serde.serializer().serialize("t", entry)))
                .isEqualTo(entry);
    }

    private Ledger.Cancellation cancel(Task task, int transfer) {
        return ledger.cancel(task.id(), task.company(), transfer, MAYA::equals, NOON);
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
