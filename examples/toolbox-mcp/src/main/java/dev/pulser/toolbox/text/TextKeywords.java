// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.text;

import static java.util.Map.Entry.comparingByKey;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.pulser.toolbox.files.TextInput;
import dev.pulser.toolbox.tool.Arguments;
import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolResult;
import dev.pulser.toolbox.tool.ToolSpec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The terms a text uses most. */
public final class TextKeywords implements Tool {

    private static final Parameter.Whole TOP =
            new Parameter.Whole("top", "How many terms to return at most.", 10, 1, 100);
    private static final Comparator<Map.Entry<String, Long>> MOST_FREQUENT_FIRST =
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(comparingByKey());

    private final TextInput input;

    public TextKeywords(TextInput input) {
        this.input = input;
    }

    /**
     * @param words    all words of the text
     * @param distinct different terms, stop words left out
     */
    record Keywords(long words, int distinct, List<Term> terms) {}

    record Term(String term, long count) {}

    @Override
    public ToolSpec spec() {
        return new ToolSpec(
                "text_keywords",
                "Keywords of a text",
                "Finds the most frequent terms of a text, English stop words left out; terms of equal frequency are in"
                        + " alphabetical order.",
                List.of(TextInput.PATH, TextInput.TEXT, TOP),
                Keywords.class,
                false);
    }

    @Override
    public ToolResult call(Arguments arguments) throws InterruptedException {
        return input.with(arguments, text -> new ToolResult.Answer(keywords(text, arguments.whole(TOP))));
    }

    private static Keywords keywords(String text, int top) {
        var counts = Words.of(text).filter(Words::telling).collect(groupingBy(word -> word, counting()));
        var terms = counts.entrySet().stream()
                .sorted(MOST_FREQUENT_FIRST)
                .limit(top)
                .map(entry -> new Term(entry.getKey(), entry.getValue()))
                .toList();
        return new Keywords(Words.of(text).count(), counts.size(), terms);
    }
}
