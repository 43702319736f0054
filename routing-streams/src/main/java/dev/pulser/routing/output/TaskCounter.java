// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.routing.output;

import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.StreamsMetrics;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Counter of one stream task: the Streams metrics {@code <name>-total} and {@code <name>-rate} in group {@value
 * #GROUP}.
 */
public final class TaskCounter {

    public static final String GROUP = "pulser-routing";

    private final StreamsMetrics metrics;
    private final Sensor sensor;

    public TaskCounter(ProcessorContext<?, ?> context, String name) {
        metrics = context.metrics();
        sensor = metrics.addRateTotalSensor(GROUP, context.taskId().toString(), name, Sensor.RecordingLevel.INFO);
    }

    public void increment() {
        sensor.record();
    }

    /** Removes the metrics when the stream task closes. */
    public void close() {
        metrics.removeSensor(sensor);
    }
}
