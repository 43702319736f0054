// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.kafka;

import dev.pulser.contract.topic.Topic;
import dev.pulser.service.kafka.TopicFollower;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Access to compacted topics. The caller starts and closes the followers and writers. */
public interface CompactedTopics {

    /** @param listener receiver of every record in order, repeatedly after an error; a null value is a tombstone */
    <K, V> TopicFollower follower(Topic<K, V> topic, BiConsumer<K, @Nullable V> listener);

    TopicWriter writer();
}
