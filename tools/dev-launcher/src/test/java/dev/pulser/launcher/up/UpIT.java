// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.launcher.options.StackPorts;
import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.running.StackRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands {@code up}, {@code status}, {@code doctor} and {@code down}, run as processes like a user does. */
class UpIT {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofMinutes(1);

    @TempDir
    Path home;

    @Test
    void runsInTheBackgroundUntilDown() throws IOException, InterruptedException {
        var script = new PulserScript(home, StackPorts.anyFree());

        var up = script.up("--ephemeral", "--detach");

        assertThat(up.waitFor()).as(script.output("err")).isZero();
        assertThat(script.output("out")).contains("curl -s -X POST").contains("pulser.tasks.high");
        var processes = processes(script);
        assertThat(processes).hasSize(8).allMatch(ProcessHandle::isAlive);
        assertThat(script.run("status", "--port", script.port()).code()).isZero();
        assertThat(script.run("doctor", "--port", script.port())).satisfies(doctor -> {
            assertThat(doctor.out()).doesNotContain("problem");
            assertThat(doctor.code()).isZero();
        });
        assertThat(script.up("--ephemeral").waitFor()).isEqualTo(1);
        assertThat(script.output("err"))
                .contains("A stack is already running with its REST API on port " + script.port());

        assertThat(script.run("down", "--port", script.port()).code()).isZero();

        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(home.resolve("ephemeral").resolve(script.port())).doesNotExist();
        assertThat(script.run("status", "--port", script.port()).code()).isEqualTo(1);
    }

    @Test
    void leavesNoProcessWhenItIsKilledAndRestartsOnTheSameData() throws IOException, InterruptedException {
        var script = new PulserScript(home, StackPorts.anyFree());
        var up = script.up();
        await().atMost(START).until(() -> script.output("err").contains("Pulser is up") || !up.isAlive());
        var processes = processes(script);
        assertThat(processes).as(script.output("err")).hasSize(8);

        up.destroyForcibly();

        await().atMost(END).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
        var again = script.up();
        await().atMost(START).until(() -> script.output("err").contains("Pulser is up") || !again.isAlive());
        var second = processes(script);
        assertThat(second).as(script.output("err")).hasSize(8).allMatch(ProcessHandle::isAlive);
        again.destroy();
        assertThat(again.waitFor(END.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void reportsABusyPortAndItsOptionInOneLine() throws IOException, InterruptedException {
        var free = StackPorts.anyFree();
        try (var busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = new StackPorts(
                    free.rest(),
                    free.routing(),
                    free.adapters(),
                    free.telemetry(),
                    busy.getLocalPort(),
                    free.postgres(),
                    free.redis());

            var code = new PulserScript(home, ports).up("--ephemeral").waitFor();

            assertThat(code).isEqualTo(1);
            assertThat(new PulserScript(home, ports).output("err").lines())
                    .singleElement()
                    .asString()
                    .contains("Port " + busy.getLocalPort())
                    .contains("Kafka")
                    .contains("--kafka-port PORT");
        }
        assertThat(LoopbackPort.isListening(free.redis())).isFalse();
    }

    /** Returns the processes of the launcher and its components. */
    private List<ProcessHandle> processes(PulserScript script) {
        return new StackRegistry(home)
                .read(script.ports().rest())
                .map(stack -> java.util.stream.Stream.concat(
                                stack.launcher().stream(),
                                stack.components().stream().flatMap(it -> it.process().stream()))
                        .toList())
                .orElse(List.of());
    }
}
