// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.kafka;

import dev.pulser.contract.topic.Topic;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The way to topics that say how something is. What is made is the caller's to start and to close. */
public interface CompactedTopics {

    /** @param listener gets every record in order, more than once after an error; null is a tombstone */
    <K, V> TopicFollower<K, V> follower(Topic<K, V> topic, BiConsumer<K, @Nullable V> listener);

    TopicWriter writer();
}
