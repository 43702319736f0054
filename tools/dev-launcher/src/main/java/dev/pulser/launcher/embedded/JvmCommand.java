// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import dev.pulser.launcher.process.Compilers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a child JVM that runs a class.
 *
 * @param java      the {@code java} program
 * @param classPath as {@code -cp} takes it
 * @param archive   the JVM keeps its loaded classes there at the end, and starts faster from it the next time
 */
public record JvmCommand(Path java, String classPath, Path archive, Compilers compilers) {

    /** The whole of it, as a process builder takes it. */
    public List<String> main(String mainClass, List<String> flags, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(compilers.flags());
        command.addAll(flags);
        command.addAll(List.of("-Xlog:disable", "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive));
        command.addAll(List.of("-cp", classPath, mainClass));
        command.addAll(arguments);
        return List.copyOf(command);
    }
}
