// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Splitter of text into words. */
final class WordSplitter {

    /** Bounded repetition, because the matcher recurses for each part of a word. */
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{N}]*+(?:[-_'’][\\p{L}\\p{N}]++){0,20}+");

    private static final Set<String> STOP_WORDS = Set.of("""
            a about above after again against all also am an and any are as at be because been before being below
            between both but by can cannot could did do does doing don't down during each either else every few for
            from further get gets give given gives had has have having he her here hers herself him himself his how
            however i if in into is isn't it it's its itself just keep keeps let like made make makes many may me
            might more most much must my myself need needs neither never no none nor not nothing now of off often on
            once one only onto or other others otherwise our ours out over own per rather same see set she should
            since so some still such take takes than that that's the their theirs them themselves then there these
            they this those though through thus to too two under until up upon use used uses using very via was we
            were what when where whether which while who whom whose why will with within without would yet you your
            yours""".split("\\s+"));

    private WordSplitter() {}

    /** Returns the words of the text in order, in lower case. */
    static Stream<String> of(String text) {
        return WORD.matcher(text)
                .results()
                .map(found -> found.group().toLowerCase(Locale.ROOT).replace('’', '\''));
    }

    /** Returns false for short words and stop words. */
    static boolean isKeyword(String word) {
        return word.length() > 2 && !STOP_WORDS.contains(word);
    }
}
