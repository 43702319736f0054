// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.pulser.toolbox.tool.ToolSchemas;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolboxTest {

    @Test
    void hasTheseTools() {
        var tools = Toolbox.tools(ToolboxSettings.from(Map.of()), () -> Instant.EPOCH);

        assertThat(tools)
                .extracting(tool -> tool.spec().name())
                .containsExactly(
                        "sql_query",
                        "files_list",
                        "files_read",
                        "markdown_outline",
                        "markdown_count",
                        "csv_profile",
                        "json_check",
                        "text_keywords",
                        "text_stats",
                        "http_get",
                        "kafka_lag",
                        "host_facts",
                        "echo");
        assertThat(tools).allSatisfy(tool -> {
            assertThat(tool.spec().description()).isNotBlank();
            assertThat(ToolSchemas.output(tool.spec().output()).path("properties"))
                    .isNotEmpty();
        });
    }

    @Test
    void usesTheWorkingFolderByDefault() {
        var settings = ToolboxSettings.from(Map.of("TOOLBOX_KAFKA", " "));

        assertThat(settings.files()).isEqualTo(Path.of("."));
        assertThat(settings.database()).isNull();
        assertThat(settings.kafka()).isNull();
        assertThat(settings.allowed().hosts()).isEmpty();
    }

    @Test
    void readsEverySetting() {
        var settings = ToolboxSettings.from(Map.of(
                "TOOLBOX_FILES", "some/folder",
                "TOOLBOX_DATABASE_URL", "jdbc:postgresql://h/d",
                "TOOLBOX_DATABASE_USER", "reader",
                "TOOLBOX_DATABASE_PASSWORD", "word",
                "TOOLBOX_KAFKA", "a:1,b:2",
                "TOOLBOX_HTTP_ALLOW", "127.0.0.1:8000"));

        assertThat(settings.files()).isEqualTo(Path.of("some/folder"));
        assertThat(settings.kafka()).isEqualTo("a:1,b:2");
        assertThat(settings.allowed().hosts()).containsExactly("127.0.0.1:8000");
        assertThat(settings.database()).hasToString("DatabaseAccess[url=jdbc:postgresql://h/d, user=reader]");
        assertThat(settings.database()).extracting("password").isEqualTo("word");
    }

    @Test
    void namesTheInvalidSetting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ToolboxSettings.from(Map.of("TOOLBOX_DATABASE_URL", "postgres://h/d")))
                .withMessageContaining("TOOLBOX_DATABASE_URL");
    }
}
