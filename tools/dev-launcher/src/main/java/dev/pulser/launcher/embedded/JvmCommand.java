// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.embedded;

import dev.pulser.launcher.process.JitMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Command line of a child JVM.
 *
 * @param java      {@code java} program
 * @param classPath value of {@code -cp}
 * @param archive   class data archive, which the JVM writes at its end and reads at its next start
 */
public record JvmCommand(Path java, String classPath, Path archive, JitMode compilers) {

    /** Returns the command that runs {@code mainClass}. */
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
