// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.streamable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.adapters.coordinator.rpc.End;
import dev.pulser.adapters.coordinator.rpc.Era;
import dev.pulser.adapters.coordinator.rpc.Reply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {

    private static final Era MODERN = new Era.Modern("2026-07-28");
    private static final Era LEGACY = new Era.Legacy("2025-11-25");

    @ParameterizedTest
    @CsvSource({
        // status, code of the JSON-RPC error (0: none), its message, in the newer era, in a session, reply, over
        "400, -32020, mismatch,             true,  false, Refused, false",
        "400, -32020, mismatch,             false, true,  NotSent, true",
        "400, -32022, version,              true,  false, NotSent, true",
        "400, -32602, no such city,         true,  false, Refused, false",
        "400, -32602, no such city,         false, true,  Refused, false",
        "400, -32000, No valid session ID,  false, true,  NotSent, true",
        "400, -32000, Server not initialized, true, false, NotSent, true",
        "400, 0,      '',                   true,  false, NotSent, true",
        "404, -32601, unknown method,       true,  false, Refused, false",
        "404, -32001, gone,                 false, true,  NotSent, true",
        "404, 0,      '',                   false, true,  NotSent, true",
        "405, 0,      '',                   true,  false, NotSent, true",
        "302, 0,      '',                   true,  false, Refused, false",
        "413, 0,      '',                   true,  false, Refused, false",
        "429, 0,      '',                   false, true,  Refused, false",
        "500, 0,      '',                   true,  false, Lost,    false",
        "500, -32603, broken,               true,  false, Refused, false",
        "502, 0,      '',                   true,  false, Lost,    true",
        "503, 0,      '',                   true,  false, Refused, true",
        "504, 0,      '',                   false, true,  Lost,    true",
    })
    void tellsWhatBecameOfARequestAndOfTheConnection(
            int status, int code, String message, boolean newer, boolean inSession, String reply, boolean over) {
        var verdict = Verdict.of(answer(status, code, message), newer ? MODERN : LEGACY, inSession);

        assertThat(verdict.reply().getClass().getSimpleName()).isEqualTo(reply);
        assertThat(verdict.end() != null).isEqualTo(over);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void asksAPersonForAuthorization(int status) {
        var verdict = Verdict.of(answer(status, 0, ""), MODERN, false);

        assertThat(verdict.reply()).isInstanceOf(Reply.NotSent.class);
        assertThat(verdict.end()).extracting(End::code).isEqualTo("auth-error");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 404, 405, 500, 503})
    void leavesItToTheHandshakeWhatAStatusMeansWhileTheEraIsNotKnown(int status) {
        var verdict = Verdict.of(answer(status, 0, "no"), null, false);

        assertThat(verdict.end()).isNull();
        assertThat(verdict.reply()).isInstanceOfSatisfying(Reply.Refused.class, refused -> {
            assertThat(refused.code()).isEqualTo(status);
            assertThat(refused.message()).contains("HTTP " + status);
        });
    }

    @Test
    void showsWhatAServerSaidInOneShortLine() {
        var verdict = Verdict.of(new Verdict.Answer(500, null, "<h1>\nno\n" + "x".repeat(1000)), MODERN, false);

        assertThat(verdict.reply())
                .isInstanceOfSatisfying(
                        Reply.Lost.class,
                        lost -> assertThat(lost.reason())
                                .startsWith("HTTP 500: <h1> no xxx")
                                .hasSizeLessThan(230));
    }

    private static Verdict.Answer answer(int status, int code, String message) {
        return new Verdict.Answer(status, error(code, message), message);
    }

    private static Reply.@Nullable Refused error(int code, String message) {
        return code == 0 ? null : new Reply.Refused(code, message, null, 10);
    }
}
