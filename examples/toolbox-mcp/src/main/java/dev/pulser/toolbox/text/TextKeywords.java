// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.text;

import static java.util.Map.Entry.comparingByKey;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.pulser.toolbox.files.TextInput;
import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolArguments;
import dev.pulser.toolbox.tool.ToolDeclaration;
import dev.pulser.toolbox.tool.ToolResult;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Tool that finds the most frequent terms of a text. */
public final class TextKeywords implements Tool {

    private static final Parameter.IntegerParameter TOP =
            new Parameter.IntegerParameter("top", "Largest number of terms to return.", 10, 1, 100);
    private static final Comparator<Map.Entry<String, Long>> MOST_FREQUENT_FIRST =
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(comparingByKey());

    private final TextInput input;

    public TextKeywords(TextInput input) {
        this.input = input;
    }

    /**
     * @param words    number of words
     * @param distinct distinct terms without stop words
     */
    record Keywords(long words, int distinct, List<Term> terms) {}

    record Term(String term, long count) {}

    @Override
    public ToolDeclaration spec() {
        return new ToolDeclaration(
                "text_keywords",
                "Keywords of a text",
                "Finds the most frequent terms of a text without English stop words; terms of equal frequency are in"
                        + " alphabetical order.",
                List.of(TextInput.PATH, TextInput.TEXT, TOP),
                Keywords.class,
                false);
    }

    @Override
    public ToolResult call(ToolArguments arguments) throws InterruptedException {
        return input.with(arguments, text -> new ToolResult.Success(keywords(text, arguments.integer(TOP))));
    }

    private static Keywords keywords(String text, int top) {
        var counts =
                WordSplitter.of(text).filter(WordSplitter::isKeyword).collect(groupingBy(word -> word, counting()));
        var terms = counts.entrySet().stream()
                .sorted(MOST_FREQUENT_FIRST)
                .limit(top)
                .map(entry -> new Term(entry.getKey(), entry.getValue()))
                .toList();
        return new Keywords(WordSplitter.of(text).count(), counts.size(), terms);
    }
}
