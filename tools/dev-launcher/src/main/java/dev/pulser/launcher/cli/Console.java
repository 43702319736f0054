// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;

/**
 * Where the commands write: results to standard output, everything said about them to standard error. Colours appear on
 * a terminal only, and not where {@code NO_COLOR} is set.
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
    private final boolean colours;
    private final int columns;

    public Console(PrintStream out, PrintStream err, boolean terminal, boolean colours) {
        this(out, err, terminal, colours, Width.USUAL);
    }

    private Console(PrintStream out, PrintStream err, boolean terminal, boolean colours, int columns) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.colours = colours;
        this.columns = columns;
    }

    /** The one of this process. */
    public static Console ofProcess() {
        var terminal = Optional.ofNullable(System.console())
                .filter(java.io.Console::isTerminal)
                .isPresent();
        var noColour = System.getenv("NO_COLOR");
        var colours = terminal && (noColour == null || noColour.isEmpty());
        return new Console(System.out, System.err, terminal, colours, terminal ? Width.ofTerminal() : Width.USUAL);
    }

    /** Whether a person looks at it. */
    public boolean isTerminal() {
        return terminal;
    }

    public boolean hasColours() {
        return colours;
    }

    /** How many letters fit into a line. */
    public int columns() {
        return columns;
    }

    /** A line of the result. */
    public void print(String line) {
        out.println(line);
        out.flush();
    }

    /** Lines in place of all that a terminal shows. */
    public void repaint(List<String> lines) {
        print(HOME_AND_CLEAR + String.join("\n", lines));
    }

    /** The result as JSON, readable by people too. */
    public void printJson(Object value) {
        try {
            print(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a result that is no JSON", e);
        }
    }

    /** A line about what is going on. */
    public void say(String line) {
        err.println(line);
        err.flush();
    }

    /** {@code text} in the colour of its meaning. */
    public String styled(Style style, String text) {
        return colours ? style.around(text) : text;
    }
}
