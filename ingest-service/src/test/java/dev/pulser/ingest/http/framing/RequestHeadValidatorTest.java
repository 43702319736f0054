// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http.framing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemType;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestHeadValidatorTest {

    private static HttpRequest aRequest(String target) {
        var request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, target);
        request.headers().add("Host", "pulser");
        return request;
    }

    private static void assertProblem(HttpRequest request, ProblemType type) {
        assertThat(RequestHeadValidator.problem(request)).map(Problem::type).contains(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/v1/tasks?a=b&c[]=%20", "/a;b", "/~x/@y:z"})
    void acceptsValidTargets(String target) {
        assertThat(RequestHeadValidator.problem(aRequest(target))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "http://x/", "/%g0", "/?%", "/a\\b", "/a|b", "/[a]", "/\u00e4", "/a#b"})
    void rejectsInvalidTargets(String target) {
        assertProblem(aRequest(target), ProblemType.PATH_INVALID);
    }

    @Test
    void distinguishesLongRequestLinesFromLongHeaders() {
        var line = aRequest("/");
        line.setDecoderResult(DecoderResult.failure(new TooLongHttpLineException("long")));
        var headers = aRequest("/");
        headers.setDecoderResult(DecoderResult.failure(new TooLongHttpHeaderException("long")));
        var other = aRequest("/");
        other.setDecoderResult(DecoderResult.failure(new IllegalStateException("other")));

        assertProblem(line, ProblemType.URI_TOO_LONG);
        assertProblem(headers, ProblemType.HEADERS_TOO_LARGE);
        assertProblem(other, ProblemType.REQUEST_MALFORMED);
    }

    @Test
    void limitsTheNumberOfHeaders() {
        var request = aRequest("/");
        for (int i = 1; i < RequestHeadValidator.MAX_HEADERS; i++) {
            request.headers().add("X-" + i, "a");
        }
        assertThat(RequestHeadValidator.problem(request)).isEmpty();

        request.headers().add("X-Last", "a");

        assertProblem(request, ProblemType.HEADERS_TOO_LARGE);
    }

    @Test
    void requiresOneHost() {
        var none = aRequest("/");
        none.headers().remove("Host");
        var two = aRequest("/");
        two.headers().add("Host", "other");

        assertProblem(none, ProblemType.REQUEST_MALFORMED);
        assertProblem(two, ProblemType.REQUEST_MALFORMED);
    }

    @Test
    void requiresAnUnambiguousLength() {
        var chunked = aRequest("/");
        chunked.headers().add("Transfer-Encoding", "chunked");
        var odd = aRequest("/");
        odd.headers().add("Transfer-Encoding", "gzip, chunked");
        var both = aRequest("/");
        both.headers().add("Transfer-Encoding", "chunked").add("Content-Length", "1");
        var two = aRequest("/");
        two.headers().add("Content-Length", "1").add("Content-Length", "2");

        assertThat(RequestHeadValidator.problem(chunked)).isEmpty();
        assertProblem(odd, ProblemType.REQUEST_MALFORMED);
        assertProblem(both, ProblemType.REQUEST_MALFORMED);
        assertProblem(two, ProblemType.REQUEST_MALFORMED);
    }

    @Test
    void supportsHttp1Only() {
        var request = new DefaultHttpRequest(HttpVersion.valueOf("HTTP/2.0"), HttpMethod.GET, "/");
        request.headers().add("Host", "x");

        assertProblem(request, ProblemType.REQUEST_MALFORMED);
    }
}
