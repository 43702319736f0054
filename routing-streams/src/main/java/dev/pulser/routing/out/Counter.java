// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.out;

import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/** Counts something in one stream task, as the Streams metric {@code <name>-total} and {@code -rate} of group {@value #GROUP}. */
public final class Counter {

    public static final String GROUP = "pulser-routing";

    private final StreamsMetrics metrics;
    private final Sensor sensor;

    public Counter(ProcessorContext<?, ?> context, String name) {
        metrics = context.metrics();
        sensor = metrics.addRateTotalSensor(GROUP, context.taskId().toString(), name, Sensor.RecordingLevel.INFO);
    }

    public void increment() {
        sensor.record();
    }

    /** Takes the metric away; the stream task is leaving. */
    public void close() {
        metrics.removeSensor(sensor);
    }
}
