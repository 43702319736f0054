// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.kafka;

import dev.pulser.contract.topic.TopicAdmin;
import dev.pulser.contract.topic.TopicShape;
import dev.pulser.contract.topic.TopicsUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Waits for the broker, then asks whether the topics are as they have to be. */
public final class StartChecks {

    private static final Logger LOG = Logger.getLogger(StartChecks.class);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final KafkaConfig kafka;
    private final TopicsConfig topics;

    public StartChecks(KafkaConfig kafka, TopicsConfig topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    /** One sentence for each thing that is wrong. Blocks for as long as the broker is away. */
    public List<String> problems() throws InterruptedException {
        var shapes = TopicShape.all(topics.partitions(), topics.replication());
        try (var admin = new KafkaClients(kafka.bootstrap()).admin(LIMIT)) {
            var check = new TopicAdmin(admin, LIMIT);
            while (true) {
                try {
                    return check.check(shapes);
                } catch (TopicsUnavailable e) {
                    LOG.warnf("waiting for Kafka bootstrap=%s error=%s", kafka.bootstrap(), e.getMessage());
                    TimeUnit.SECONDS.sleep(1);
                }
            }
        }
    }
}
