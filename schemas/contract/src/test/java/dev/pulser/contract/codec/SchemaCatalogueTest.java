// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.contract.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.wire.Task;
import java.util.HashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;

class SchemaCatalogueTest {

    private final SchemaCatalogue catalogue = SchemaCatalogue.load();

    @Test
    void knowsEachReleasedSchemaByItsId() {
        assertThat(catalogue.all())
                .isNotEmpty()
                .allSatisfy((id, schema) -> assertThat(catalogue.schemaOf(id)).isEqualTo(schema));
    }

    @Test
    void writesWithTheNewestReleaseOfASchema() {
        var newest = new HashMap<String, Integer>();
        catalogue.all().forEach((id, schema) -> newest.put(schema.getFullName(), id));

        assertThat(newest)
                .hasSizeLessThan(catalogue.all().size())
                .allSatisfy((_, id) -> assertThat(catalogue.idOf("any", catalogue.schemaOf(id)))
                        .isEqualTo(id));
    }

    @Test
    void writesTasksWithTheSchemaOfTheGeneratedClass() {
        int id = catalogue.idOf("any", Task.getClassSchema());

        assertThat(SchemaNormalization.toParsingForm(catalogue.schemaOf(id)))
                .isEqualTo(SchemaNormalization.toParsingForm(Task.getClassSchema()));
    }

    @Test
    void keepsEverySchemaReadableOnItsOwn() {
        assertThat(catalogue.all().values())
                .allSatisfy(schema ->
                        assertThat(new Schema.Parser().parse(schema.toString())).isEqualTo(schema));
    }
}
