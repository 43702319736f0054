// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * Output of the commands: results go to standard output, messages to standard error. Colors appear on a terminal only,
 * and only while {@code NO_COLOR} is not set.
 *
 * <p>Threads: safe, line by line.
 */
public final class Console {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final boolean colors;
    private final int columns;

    public Console(PrintStream out, PrintStream err, boolean terminal, boolean colors) {
        this(out, err, terminal, colors, TextWidth.DEFAULT);
    }

    private Console(PrintStream out, PrintStream err, boolean terminal, boolean colors, int columns) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.colors = colors;
        this.columns = columns;
    }

    /** Returns the console of this process. */
    public static Console ofProcess() {
        var terminal = Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
        var noColor = System.getenv("NO_COLOR");
        var colors = terminal && (noColor == null || noColor.isEmpty());
        return new Console(
                System.out, System.err, terminal, colors, terminal ? TextWidth.ofTerminal() : TextWidth.DEFAULT);
    }

    /** Returns true when standard output is a terminal. */
    public boolean isTerminal() {
        return terminal;
    }

    public boolean hasColors() {
        return colors;
    }

    /** Returns the width in characters. */
    public int columns() {
        return columns;
    }

    /** Prints a line of the result. */
    public void print(String line) {
        out.println(line);
        out.flush();
    }

    /** Clears the terminal and prints {@code lines}. */
    public void repaint(List<String> lines) {
        print(HOME_AND_CLEAR + String.join("\n", lines));
    }

    /** Prints the result as indented JSON. */
    public void printJson(Object value) {
        try {
            print(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The result cannot be written as JSON", e);
        }
    }

    /** Prints a message: progress, a warning or an error. */
    public void info(String line) {
        err.println(line);
        err.flush();
    }

    /** Returns {@code text} in the color of {@code style}, or unchanged without colors. */
    public String styled(TextStyle style, String text) {
        return colors ? style.around(text) : text;
    }
}
