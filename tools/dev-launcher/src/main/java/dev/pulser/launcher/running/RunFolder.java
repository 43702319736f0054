// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.running;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pulser.launcher.process.LaunchFailure;
import dev.pulser.launcher.process.Part;
import dev.pulser.launcher.stack.DevLauncher;
import dev.pulser.launcher.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Remembers which stacks run on this machine: one file per REST port, gone when the stack is. */
public final class RunFolder {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path folder;

    /** {@code home} is Pulser's own folder. */
    public RunFolder(Path home) {
        this.folder = home.resolve("run");
    }

    /** Tells others that this stack, run by this JVM, is up. */
    public RunningStack write(DevLauncher launcher, StackOptions options) {
        var parts = launcher.all().stream().map(RunFolder::describe).toList();
        var me = ProcessHandle.current();
        var running = new RunningStack(
                me.pid(),
                RunningStack.startOf(me),
                options.ports().rest(),
                launcher.addresses().kafka(),
                options.data().toString(),
                options.ephemeral(),
                parts);
        try {
            Files.createDirectories(folder);
            var whole = Files.write(folder.resolve(running.restPort() + ".new"), JSON.writeValueAsBytes(running));
            Files.move(whole, file(running.restPort()), StandardCopyOption.REPLACE_EXISTING);
            return running;
        } catch (IOException e) {
            throw new LaunchFailure("cannot write to %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static RunningStack.Running describe(Part part) {
        var pid = part.pid();
        var started = ProcessHandle.of(pid).map(RunningStack::startOf).orElseThrow();
        return new RunningStack.Running(
                part.name(), part.address(), pid, started, part.log().toString());
    }

    /** The stack with its REST API on {@code port}, as it was when it got ready; its processes may be gone. */
    public Optional<RunningStack> read(int port) {
        try {
            return Files.exists(file(port))
                    ? Optional.of(JSON.readValue(Files.readAllBytes(file(port)), RunningStack.class))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty(); // half a file of a launcher that was killed is as good as none
        } catch (IOException e) {
            throw new LaunchFailure("cannot read %s: %s".formatted(file(port), e.getMessage()), e);
        }
    }

    /** Forgets the stack on {@code port}. */
    public void remove(int port) {
        try {
            Files.deleteIfExists(file(port));
        } catch (IOException e) {
            throw new LaunchFailure("cannot remove %s: %s".formatted(file(port), e.getMessage()), e);
        }
    }

    private Path file(int port) {
        return folder.resolve(port + ".json");
    }
}
