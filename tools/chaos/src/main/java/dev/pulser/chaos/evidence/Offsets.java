// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.chaos.evidence;

import dev.pulser.chaos.history.Moment;
import java.util.List;

/** How far everything is, at the end and on the way. */
public record Offsets(List<End> ends, List<Committed> committed, List<Lag> lags) {

    public Offsets {
        ends = List.copyOf(ends);
        committed = List.copyOf(committed);
        lags = List.copyOf(lags);
    }

    /** The end of a partition: its last stable offset and its high watermark. */
    public record End(String topic, int partition, long stable, long high) {}

    /** What a group had committed at some time. */
    public record Committed(Moment at, String group, String topic, int partition, long offset) {}

    /** Records of a partition that a group had not read when everything was over. */
    public record Lag(String group, String topic, int partition, long records) {}
}
