// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.coordinator.tools.ToolDefinition;
import dev.pulser.adapters.json.Json;
import dev.pulser.contract.sample.Samples;
import dev.pulser.contract.tool.ToolOffer;
import dev.pulser.contract.tool.ToolRef;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OfferBoardTest {

    private static final Instant NOW = Samples.NOON;

    private final OfferBoard board = new OfferBoard("adapter-1");

    @Test
    void offersWhatIsNew() {
        var offers = board.changes("files", List.of(tool("say", "says\0it")), NOW);

        assertThat(offers).singleElement().satisfies(offer -> {
            assertThat(offer.ref()).isEqualTo(new ToolRef("files", "say"));
            assertThat(offer.title()).isNull();
            assertThat(offer.description()).isEqualTo("says\uFFFDit");
            assertThat(offer.inputSchema()).isEqualTo("{\"type\":\"object\"}");
            assertThat(offer.readOnly()).isTrue();
            assertThat(offer.destructive()).isNull();
            assertThat(offer.hash()).hasSize(64);
            assertThat(offer.offered()).isTrue();
            assertThat(offer.adapter()).isEqualTo("adapter-1");
            assertThat(offer.at()).isEqualTo(NOW);
        });
    }

    @Test
    void saysNothingTwice() {
        board.changes("files", List.of(tool("say", "says")), NOW);

        assertThat(board.changes("files", List.of(tool("say", "says")), NOW.plusSeconds(9)))
                .isEmpty();
    }

    @Test
    void saysNothingThatAnotherInstanceHasSaid() {
        var said = new OfferBoard("adapter-2")
                .changes("files", List.of(tool("say", "says")), NOW)
                .getFirst();
        board.learn(said.ref(), said);

        assertThat(board.changes("files", List.of(tool("say", "says")), NOW)).isEmpty();
    }

    @Test
    void offersAgainWhatHasChanged() {
        board.changes("files", List.of(tool("say", "says"), tool("add", null)), NOW);

        assertThat(board.changes("files", List.of(tool("say", "says more"), tool("add", null)), NOW))
                .extracting(ToolOffer::description)
                .containsExactly("says more");
    }

    @Test
    void takesBackWhatIsGoneAndOffersItAgainWhenItIsBack() {
        board.changes("files", List.of(tool("say", null), tool("add", null)), NOW);
        board.changes("other", List.of(), NOW);

        var gone = board.changes("files", List.of(tool("add", null)), NOW);
        var still = board.changes("files", List.of(tool("add", null)), NOW);
        var back = board.changes("files", List.of(tool("say", null), tool("add", null)), NOW);

        assertThat(gone).singleElement().matches(offer -> offer.ref().tool().equals("say") && !offer.offered());
        assertThat(still).isEmpty();
        assertThat(back).singleElement().matches(offer -> offer.ref().tool().equals("say") && offer.offered());
    }

    @Test
    void takesBackWhatServersOfferedThatAreNoLongerDeclared() {
        board.changes("files", List.of(tool("say", null)), NOW);
        board.changes("kept", List.of(tool("kept", "say", null)), NOW);

        assertThat(board.withdrawals(Set.of("kept"), NOW))
                .singleElement()
                .matches(offer -> offer.ref().server().equals("files") && !offer.offered());
        assertThat(board.withdrawals(Set.of("kept"), NOW)).isEmpty();
    }

    private static KnownTool tool(String name, @Nullable String description) {
        return tool("files", name, description);
    }

    private static KnownTool tool(String server, String name, @Nullable String description) {
        return new KnownTool(
                server,
                new ToolDefinition(
                        name,
                        null,
                        description,
                        new Json("{\"type\":\"object\"}"),
                        null,
                        new Json("{\"readOnlyHint\":true}")));
    }
}
