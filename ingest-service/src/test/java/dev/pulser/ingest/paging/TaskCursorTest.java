// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.paging;

import static dev.pulser.contract.sample.Samples.NOON;
import static dev.pulser.contract.sample.Samples.aTask;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.contract.name.Company;
import dev.pulser.ingest.persistence.CompanyContextSigner;
import dev.pulser.ingest.persistence.task.TaskFilter.Position;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class TaskCursorTest {

    private final TaskCursor cursors = new TaskCursor(new SignedCursors(new CompanyContextSigner(() -> "a key")));
    private final Position position =
            new Position(NOON.plusNanos(123_456_000), aTask().build().id());
    private final String cursor = cursors.write(Company.DEFAULT, "status=failed", position);

    @Test
    void decodesItsEncodedPosition() {
        assertThat(cursors.read(Company.DEFAULT, "status=failed", cursor)).contains(position);
        assertThat(cursor).matches("[A-Za-z0-9_-]{1,200}");
    }

    @Test
    void isValidForItsCompanyFiltersAndKeyOnly() {
        assertThat(cursors.read(new Company("other"), "status=failed", cursor)).isEmpty();
        assertThat(cursors.read(Company.DEFAULT, "", cursor)).isEmpty();
        assertThat(new TaskCursor(new SignedCursors(new CompanyContextSigner(() -> "another key")))
                        .read(Company.DEFAULT, "status=failed", cursor))
                .isEmpty();
    }

    @Test
    void rejectsForgedCursors() {
        var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
        var changed = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((text.substring(0, 32) + "9" + text.substring(33)).getBytes(StandardCharsets.US_ASCII));

        assertThat(cursors.read(Company.DEFAULT, "status=failed", changed)).isEmpty();
        assertThat(cursors.read(Company.DEFAULT, "", "no base 64!")).isEmpty();
        assertThat(cursors.read(Company.DEFAULT, "", "AAAA")).isEmpty();
        assertThat(cursors.read(Company.DEFAULT, "", "A".repeat(10_000))).isEmpty();
    }
}
