// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.running;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pulser.launcher.options.StackOptions;
import dev.pulser.launcher.process.LaunchException;
import dev.pulser.launcher.process.StackComponent;
import dev.pulser.launcher.stack.DevLauncher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Registry of the stacks that run on this machine: one file per REST port, removed when the stack stops. */
public final class StackRegistry {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path folder;

    /** Creates a registry in {@code home}, the folder of Pulser. */
    public StackRegistry(Path home) {
        this.folder = home.resolve("run");
    }

    /** Records that the stack of this JVM is up. */
    public RunningStack write(DevLauncher launcher, StackOptions options) {
        var components = launcher.all().stream().map(StackRegistry::describe).toList();
        var self = ProcessHandle.current();
        var running = new RunningStack(
                self.pid(),
                RunningStack.startOf(self),
                options.ports().rest(),
                launcher.addresses().kafka(),
                options.storage().data().toString(),
                options.storage().ephemeral(),
                components);
        try {
            Files.createDirectories(folder);
            var whole = Files.write(folder.resolve(running.restPort() + ".new"), JSON.writeValueAsBytes(running));
            Files.move(whole, file(running.restPort()), StandardCopyOption.REPLACE_EXISTING);
            return running;
        } catch (IOException e) {
            throw new LaunchException("Cannot write to %s: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private static RunningComponent describe(StackComponent component) {
        var pid = component.pid();
        var started = ProcessHandle.of(pid).map(RunningStack::startOf).orElseThrow();
        return new RunningComponent(
                component.name(),
                component.address(),
                pid,
                started,
                component.log().toString());
    }

    /** Returns the stack with its REST API on {@code port}, as recorded at its start; its processes may have ended. */
    public Optional<RunningStack> read(int port) {
        try {
            return Files.exists(file(port))
                    ? Optional.of(JSON.readValue(Files.readAllBytes(file(port)), RunningStack.class))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty(); // an incomplete file of a launcher that was killed
        } catch (IOException e) {
            throw new LaunchException("Cannot read %s: %s".formatted(file(port), e.getMessage()), e);
        }
    }

    /** Removes the record of the stack on {@code port}. */
    public void remove(int port) {
        try {
            Files.deleteIfExists(file(port));
        } catch (IOException e) {
            throw new LaunchException("Cannot delete %s: %s".formatted(file(port), e.getMessage()), e);
        }
    }

    private Path file(int port) {
        return folder.resolve(port + ".json");
    }
}
