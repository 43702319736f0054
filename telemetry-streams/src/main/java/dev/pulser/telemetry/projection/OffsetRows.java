// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.telemetry.projection;

import dev.pulser.telemetry.postgres.ColumnArrays;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Rows of table {@code projection_offset}. */
final class OffsetRows {

    private static final String UPSERT = """
            insert into pulser.projection_offset (topic, partition, next_offset)
            select * from unnest(?::text[], ?::int4[], ?::int8[])
            on conflict (topic, partition) do update set next_offset = excluded.next_offset""";

    private OffsetRows() {}

    static void upsert(Connection connection, Map<TopicPartition, Long> nextOffsets) throws SQLException {
        if (nextOffsets.isEmpty()) {
            return;
        }
        try (var statement = connection.prepareStatement(UPSERT)) {
            new ColumnArrays<>(statement, List.copyOf(nextOffsets.entrySet()))
                    .text(entry -> entry.getKey().topic())
                    .int4(entry -> entry.getKey().partition())
                    .int8(Map.Entry::getValue);
            statement.executeUpdate();
        }
    }

    static Map<TopicPartition, Long> select(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(
                        "select topic, partition, next_offset from pulser.projection_offset");
                var rows = statement.executeQuery()) {
            var nextOffsets = new HashMap<TopicPartition, Long>();
            while (rows.next()) {
                nextOffsets.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
            return nextOffsets;
        }
    }
}
