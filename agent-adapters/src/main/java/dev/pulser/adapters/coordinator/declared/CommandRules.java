// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.declared;

import dev.pulser.adapters.json.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may be run as a server: a program of the list, or a program given by its whole path; never a shell, nothing that
 * has another program loaded, not more arguments than anybody needs.
 */
public final class CommandRules {

    private static final String EVERYTHING = "*";
    private static final int MAX_ARGUMENTS = 100;

    private static final Set<String> SHELLS = Set.of(
            "sh",
            "ash",
            "bash",
            "busybox",
            "csh",
            "dash",
            "elvish",
            "env",
            "fish",
            "ksh",
            "mksh",
            "nu",
            "rbash",
            "tcsh",
            "zsh",
            "cmd",
            "command",
            "powershell",
            "pwsh",
            "wscript",
            "cscript",
            "toybox",
            "xonsh");

    /** These have a program run code that its command does not show. */
    private static final Set<String> VARIABLES = Set.of(
            "BASH_ENV",
            "ENV",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "LD_AUDIT",
            "LD_LIBRARY_PATH",
            "LD_PRELOAD",
            "NODE_OPTIONS",
            "PERL5OPT",
            "PYTHONSTARTUP",
            "RUBYOPT",
            "_JAVA_OPTIONS");

    private static final Pattern EXTENSION = Pattern.compile("\\.(exe|cmd|bat|com|ps1)$");
    private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Set<String> allowed;

    /** @param allowed names of programs; {@value #EVERYTHING} among them allows every command */
    public CommandRules(List<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /** What is wrong with it, and the way out; empty when it may be run. */
    Optional<String> refusal(ServerDefinition.Command server) {
        int arguments = server.command().size() - 1;
        if (arguments > MAX_ARGUMENTS) {
            return Optional.of("args has %d elements, the limit is %d".formatted(arguments, MAX_ARGUMENTS));
        }
        return server.environment().keySet().stream()
                .sorted()
                .flatMap(name -> variable(name).stream())
                .findFirst()
                .or(() -> command(server.command().getFirst()));
    }

    private static Optional<String> variable(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        if (VARIABLES.contains(upper) || upper.startsWith("DYLD_") || upper.startsWith("BASH_FUNC")) {
            return Optional.of("env.%s has other code loaded into the server: leave it out".formatted(name));
        }
        return VARIABLE_NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("env.%s is no name of a variable".formatted(Excerpt.printable(name)));
    }

    private Optional<String> command(String command) {
        if (allowed.contains(EVERYTHING)) {
            return Optional.empty();
        }
        if (isShell(command)) {
            return Optional.of("command %s is a shell: name the program itself and put its arguments into args"
                    .formatted(Excerpt.printable(command)));
        }
        if (command.contains("/") || command.contains("\\")) {
            return path(command);
        }
        return allowed.contains(command)
                ? Optional.empty()
                : Optional.of("command %s is none of %s: add it to pulser.mcp.commands, or give its whole path"
                        .formatted(
                                Excerpt.printable(command),
                                String.join(", ", allowed.stream().sorted().toList())));
    }

    /** A program that is not there is another matter: it may be installed later. */
    private static Optional<String> path(String command) {
        try {
            var path = Path.of(command);
            if (!path.isAbsolute() || !path.equals(path.normalize())) {
                return Optional.of(
                        "command %s is a path that does not start at the root, or has .. in it: give its whole path"
                                .formatted(Excerpt.printable(command)));
            }
            if (Files.exists(path) && (!Files.isRegularFile(path) || !Files.isExecutable(path))) {
                return Optional.of("command %s is no file that can be run".formatted(command));
            }
            if (Files.exists(path) && isShell(path.toRealPath().toString())) {
                return Optional.of("command %s is a shell under another name".formatted(command));
            }
            return Optional.empty();
        } catch (InvalidPathException | IOException e) {
            return Optional.of("command %s cannot be looked at: %s"
                    .formatted(Excerpt.printable(command), Excerpt.printable(String.valueOf(e.getMessage()))));
        }
    }

    private static boolean isShell(String command) {
        var name = command.substring(1 + Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')))
                .toLowerCase(Locale.ROOT);
        return SHELLS.contains(EXTENSION.matcher(name).replaceFirst(""));
    }
}
