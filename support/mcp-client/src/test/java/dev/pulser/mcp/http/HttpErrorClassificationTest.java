// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.mcp.rpc.CloseReason;
import dev.pulser.mcp.rpc.ProtocolRevision;
import dev.pulser.mcp.rpc.RequestOutcome;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpErrorClassificationTest {

    private static final ProtocolRevision STATELESS = new ProtocolRevision.Stateless("2026-07-28");
    private static final ProtocolRevision HANDSHAKE = new ProtocolRevision.Handshake("2025-11-25");

    @ParameterizedTest
    @CsvSource({
        // status, code of the JSON-RPC error (0: none), its message, stateless, session, outcome, closed
        "400, -32020, mismatch,             true,  false, ErrorResponse, false",
        "400, -32020, mismatch,             false, true,  NotSent, true",
        "400, -32022, version,              true,  false, NotSent, true",
        "400, -32602, no such city,         true,  false, ErrorResponse, false",
        "400, -32602, no such city,         false, true,  ErrorResponse, false",
        "400, -32000, No valid session ID,  false, true,  NotSent, true",
        "400, -32000, Server not initialized, true, false, NotSent, true",
        "400, 0,      '',                   true,  false, NotSent, true",
        "404, -32601, unknown method,       true,  false, ErrorResponse, false",
        "404, -32001, gone,                 false, true,  NotSent, true",
        "404, 0,      '',                   false, true,  NotSent, true",
        "405, 0,      '',                   true,  false, NotSent, true",
        "302, 0,      '',                   true,  false, ErrorResponse, false",
        "413, 0,      '',                   true,  false, ErrorResponse, false",
        "429, 0,      '',                   false, true,  ErrorResponse, false",
        "500, 0,      '',                   true,  false, Lost,    false",
        "500, -32603, broken,               true,  false, ErrorResponse, false",
        "502, 0,      '',                   true,  false, Lost,    true",
        "503, 0,      '',                   true,  false, ErrorResponse, true",
        "504, 0,      '',                   false, true,  Lost,    true",
    })
    void classifiesErrorResponses(
            int status, int code, String message, boolean stateless, boolean session, String outcome, boolean closed) {
        var classification = HttpErrorClassification.of(
                httpError(status, code, message), stateless ? STATELESS : HANDSHAKE, session);

        assertThat(classification.outcome().getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(classification.closeReason() != null).isEqualTo(closed);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void requiresAuthorization(int status) {
        var classification = HttpErrorClassification.of(httpError(status, 0, ""), STATELESS, false);

        assertThat(classification.outcome()).isInstanceOf(RequestOutcome.NotSent.class);
        assertThat(classification.closeReason()).extracting(CloseReason::code).isEqualTo("auth-error");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 404, 405, 500, 503})
    void keepsTheConnectionOpenDuringNegotiation(int status) {
        var classification = HttpErrorClassification.of(httpError(status, 0, "no"), null, false);

        assertThat(classification.closeReason()).isNull();
        assertThat(classification.outcome()).isInstanceOfSatisfying(RequestOutcome.ErrorResponse.class, error -> {
            assertThat(error.code()).isEqualTo(status);
            assertThat(error.message()).contains("HTTP " + status);
        });
    }

    @Test
    void quotesTheBodyOnOneShortLine() {
        var classification = HttpErrorClassification.of(
                new HttpErrorClassification.HttpError(500, null, "<h1>\nno\n" + "x".repeat(1000)), STATELESS, false);

        assertThat(classification.outcome())
                .isInstanceOfSatisfying(
                        RequestOutcome.Lost.class,
                        lost -> assertThat(lost.reason())
                                .startsWith("HTTP 500: <h1> no xxx")
                                .hasSizeLessThan(230));
    }

    private static HttpErrorClassification.HttpError httpError(int status, int code, String message) {
        return new HttpErrorClassification.HttpError(status, error(code, message), message);
    }

    private static RequestOutcome.@Nullable ErrorResponse error(int code, String message) {
        return code == 0 ? null : new RequestOutcome.ErrorResponse(code, message, null, 10);
    }
}
