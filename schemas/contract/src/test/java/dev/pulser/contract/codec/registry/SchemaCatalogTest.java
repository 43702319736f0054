// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.wire.Task;
import java.util.HashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

class SchemaCatalogTest {

    private final SchemaCatalog catalog = SchemaCatalog.load();

    @Test
    void returnsEachReleasedSchemaByItsId() {
        assertThat(catalog.all())
                .isNotEmpty()
                .allSatisfy((id, schema) -> assertThat(catalog.schemaOf(id)).isEqualTo(schema));
    }

    @Test
    void writesWithTheNewestReleaseOfASchema() {
        var newest = new HashMap<String, Integer>();
        catalog.all().forEach((id, schema) -> newest.put(schema.getFullName(), id));

        assertThat(newest)
                .hasSizeLessThanOrEqualTo(catalog.all().size())
                .allSatisfy((_, id) ->
                        assertThat(catalog.idOf("any", catalog.schemaOf(id))).isEqualTo(id));
    }

    @Test
    void writesTasksWithTheSchemaOfTheGeneratedClass() {
        int id = catalog.idOf("any", Task.getClassSchema());

        assertThat(SchemaNormalization.toParsingForm(catalog.schemaOf(id)))
                .isEqualTo(SchemaNormalization.toParsingForm(Task.getClassSchema()));
    }

    @Test
    void keepsEverySchemaReadableOnItsOwn() {
        assertThat(catalog.all().values())
                .allSatisfy(schema ->
                        assertThat(new Schema.Parser().parse(schema.toString())).isEqualTo(schema));
    }
}
