// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.declaration;

import dev.pulser.contract.text.Excerpt;
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
 * Rules for commands of server processes: an allowed program or the absolute path of one, no shell, no environment variable that
 * loads other code, at most 100 arguments.
 */
public final class CommandPolicy {

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

    /** Environment variables that make a program load other code. */
    private static final Set<String> FORBIDDEN_VARIABLES = Set.of(
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

    /** @param allowed names of programs; {@value #EVERYTHING} allows every command */
    public CommandPolicy(List<String> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    /** Returns the first violation and its remedy; empty if the command is allowed. */
    Optional<String> violation(ServerDefinition.Stdio server) {
        int arguments = server.command().size() - 1;
        if (arguments > MAX_ARGUMENTS) {
            return Optional.of("args has %d elements; the maximum is %d".formatted(arguments, MAX_ARGUMENTS));
        }
        return server.environment().keySet().stream()
                .sorted()
                .flatMap(name -> variable(name).stream())
                .findFirst()
                .or(() -> command(server.command().getFirst()));
    }

    private static Optional<String> variable(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        if (FORBIDDEN_VARIABLES.contains(upper) || upper.startsWith("DYLD_") || upper.startsWith("BASH_FUNC")) {
            return Optional.of(
                    "env.%s is not allowed because it loads other code into the server. Remove it".formatted(name));
        }
        return VARIABLE_NAME.matcher(name).matches()
                ? Optional.empty()
                : Optional.of("env.%s is not a valid variable name".formatted(Excerpt.line(name)));
    }

    private Optional<String> command(String command) {
        if (allowed.contains(EVERYTHING)) {
            return Optional.empty();
        }
        if (isShell(command)) {
            return Optional.of("command %s is a shell. Use the program itself and put its arguments in args"
                    .formatted(Excerpt.line(command)));
        }
        if (command.contains("/") || command.contains("\\")) {
            return path(command);
        }
        return allowed.contains(command)
                ? Optional.empty()
                : Optional.of(
                        "command %s is not allowed. Allowed commands: %s. Add it to pulser.mcp.commands or use its absolute path"
                                .formatted(
                                        Excerpt.line(command),
                                        String.join(
                                                ", ", allowed.stream().sorted().toList())));
    }

    /** Accepts missing programs, which may be installed later. */
    private static Optional<String> path(String command) {
        try {
            var path = Path.of(command);
            if (!path.isAbsolute() || !path.equals(path.normalize())) {
                return Optional.of("command %s is not an absolute, normalized path".formatted(Excerpt.line(command)));
            }
            if (Files.exists(path) && (!Files.isRegularFile(path) || !Files.isExecutable(path))) {
                return Optional.of("command %s is not an executable file".formatted(command));
            }
            if (Files.exists(path) && isShell(path.toRealPath().toString())) {
                return Optional.of("command %s is a link to a shell".formatted(command));
            }
            return Optional.empty();
        } catch (InvalidPathException | IOException e) {
            return Optional.of("command %s cannot be checked: %s"
                    .formatted(Excerpt.line(command), Excerpt.line(String.valueOf(e.getMessage()))));
        }
    }

    private static boolean isShell(String command) {
        var name = command.substring(1 + Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')))
                .toLowerCase(Locale.ROOT);
        return SHELLS.contains(EXTENSION.matcher(name).replaceFirst(""));
    }
}
