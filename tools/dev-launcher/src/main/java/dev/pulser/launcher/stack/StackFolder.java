// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.stack;

import dev.pulser.launcher.process.LaunchFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The data folder of one stack, claimed for as long as the stack runs. */
final class StackFolder implements AutoCloseable {

    private static final String LOCK = "in-use";
    private static final int MAX_TRIES = 20;

    private final Path root;
    private final boolean ephemeral;
    private final FileChannel channel;
    private final FileLock lock;

    private StackFolder(Path root, boolean ephemeral, FileChannel channel, FileLock lock) {
        this.root = root;
        this.ephemeral = ephemeral;
        this.channel = channel;
        this.lock = lock;
    }

    /** @throws LaunchFailure when another stack runs on it, or it cannot be written */
    static StackFolder claim(StackOptions options) {
        var root = options.data().toAbsolutePath();
        try {
            Files.createDirectories(root);
            var channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new LaunchFailure(
                        "another stack runs on %s: ./pulser status shows it, ./pulser down ends it, --data DIR takes another folder"
                                .formatted(root));
            }
            var folder = new StackFolder(root, options.ephemeral(), channel, lock);
            if (options.ephemeral()) {
                folder.deleteContents(); // of one that was killed
            }
            Files.createDirectories(root.resolve("logs"));
            return folder;
        } catch (IOException e) {
            throw new LaunchFailure(
                    "cannot write to the data folder %s (%s): choose another with --data DIR"
                            .formatted(root, e.getMessage()),
                    e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path part(String name) {
        return root.resolve(name);
    }

    Path log(String name) {
        return root.resolve("logs").resolve(name + ".log");
    }

    Secrets secrets() {
        return Secrets.in(root.resolve("secrets.properties"));
    }

    @Override
    public void close() {
        try {
            if (ephemeral) {
                deleteContents();
                Files.deleteIfExists(root.resolve(LOCK));
                Files.deleteIfExists(root);
            }
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new LaunchFailure("cannot tidy up %s: %s".formatted(root, e.getMessage()), e);
        }
    }

    private void deleteContents() throws IOException {
        // A process that is just ending may still write.
        for (var tries = 1; !deletedContents(); tries++) {
            if (tries == MAX_TRIES) {
                throw new IOException("something keeps writing to " + root);
            }
        }
    }

    private boolean deletedContents() throws IOException {
        try (var files = Files.walk(root)) {
            var contents = files.filter(file -> !file.equals(root) && !file.equals(root.resolve(LOCK)));
            for (var file : contents.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return true;
        } catch (NoSuchFileException | DirectoryNotEmptyException | UncheckedIOException e) {
            return false;
        }
    }
}
