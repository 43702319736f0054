// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.pulser.launcher.process.LoopbackPort;
import dev.pulser.launcher.running.RunFolder;
import dev.pulser.launcher.stack.StackPorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a user runs them, as processes. */
class UpIT {

    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofMinutes(1);

    @TempDir
    Path home;

    @Test
    void runsInTheBackgroundUntilDown() throws IOException, InterruptedException {
        var door = new FrontDoor(home, StackPorts.anyFree());

        var up = door.up("--ephemeral", "--detach");

        assertThat(up.waitFor()).as(door.said("err")).isZero();
        assertThat(door.said("out")).contains("curl -s -X POST").contains("pulser.tasks.high");
        var processes = processes(door);
        assertThat(processes).hasSize(8).allMatch(ProcessHandle::isAlive);
        assertThat(door.run("status", "--port", door.port()).code()).isZero();
        assertThat(door.run("doctor", "--port", door.port())).satisfies(doctor -> {
            assertThat(doctor.out()).doesNotContain("problem");
            assertThat(doctor.code()).isZero();
        });
        assertThat(door.up("--ephemeral").waitFor()).isEqualTo(1);
        assertThat(door.said("err")).contains("a stack is running with its REST API on port " + door.port());

        assertThat(door.run("down", "--port", door.port()).code()).isZero();

        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(home.resolve("ephemeral").resolve(door.port())).doesNotExist();
        assertThat(door.run("status", "--port", door.port()).code()).isEqualTo(1);
    }

    @Test
    void leavesNothingBehindWhenItIsKilledAndStartsAgainOnTheSameData() throws IOException, InterruptedException {
        var door = new FrontDoor(home, StackPorts.anyFree());
        var up = door.up();
        await().atMost(START).until(() -> door.said("err").contains("Pulser is up") || !up.isAlive());
        var processes = processes(door);
        assertThat(processes).as(door.said("err")).hasSize(8);

        up.destroyForcibly();

        await().atMost(END).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
        var again = door.up();
        await().atMost(START).until(() -> door.said("err").contains("Pulser is up") || !again.isAlive());
        var second = processes(door);
        assertThat(second).as(door.said("err")).hasSize(8).allMatch(ProcessHandle::isAlive);
        again.destroy();
        assertThat(again.waitFor(END.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(second).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void namesABusyPortAndItsFlagInOneLine() throws IOException, InterruptedException {
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

            var code = new FrontDoor(home, ports).up("--ephemeral").waitFor();

            assertThat(code).isEqualTo(1);
            assertThat(new FrontDoor(home, ports).said("err").lines())
                    .singleElement()
                    .asString()
                    .contains("port " + busy.getLocalPort())
                    .contains("Kafka")
                    .contains("--kafka-port PORT");
        }
        assertThat(LoopbackPort.answers(free.redis())).isFalse();
    }

    /** The launcher and what it runs. */
    private List<ProcessHandle> processes(FrontDoor door) {
        return new RunFolder(home)
                .read(door.ports().rest())
                .map(stack -> java.util.stream.Stream.concat(
                                stack.launcher().stream(),
                                stack.parts().stream().flatMap(part -> part.process().stream()))
                        .toList())
                .orElse(List.of());
    }
}
