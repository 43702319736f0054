// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.pulser.ingest.json.RawJson;
import dev.pulser.ingest.taskcache.SubmittedFields;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Submitted fields of a task in REST responses. Unknown values are omitted. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SubmittedView(
        @Nullable String taskType,
        @Nullable String priority,
        @Nullable String requester,
        @Nullable Map<String, String> labels,
        @Schema(type = SchemaType.OBJECT) @Nullable RawJson payload) {

    public static SubmittedView of(SubmittedFields fields) {
        return of(fields, RawJson.of(fields.payload()));
    }

    public static SubmittedView withoutPayload(SubmittedFields fields) {
        return of(fields, null);
    }

    private static SubmittedView of(SubmittedFields fields, @Nullable RawJson payload) {
        var type = fields.type();
        var priority = fields.priority();
        return new SubmittedView(
                type == null ? null : type.name(),
                priority == null ? null : priority.wireName(),
                fields.requester(),
                fields.labels().isEmpty() ? null : fields.labels(),
                payload);
    }
}
