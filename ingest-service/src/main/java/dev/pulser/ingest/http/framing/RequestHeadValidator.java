// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http.framing;

import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemType;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Validation of request heads against RFC 9112 and RFC 3986. */
final class RequestHeadValidator {

    static final int MAX_HEADERS = 100;

    private static final String SEGMENT = "(?:[A-Za-z0-9._~:/@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*+";
    private static final String QUERY = "(?:[A-Za-z0-9._~:/?@!$&'()*+,;=\\[\\]-]|%[0-9A-Fa-f]{2})*+";

    /** RFC 3986, plus the square brackets that browsers leave unencoded in queries. */
    private static final Pattern ADDRESS = Pattern.compile("/" + SEGMENT + "(?:\\?" + QUERY + ")?");

    private RequestHeadValidator() {}

    /** Returns the problem with a request head; empty when it is valid and unambiguous. */
    static Optional<Problem> problem(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(unreadable(request.decoderResult().cause()));
        }
        int headers = request.headers().entries().size(); // size() of Vert.x' own headers counts names only
        if (headers > MAX_HEADERS) {
            return Optional.of(Problem.of(
                    ProblemType.HEADERS_TOO_LARGE,
                    "The request has %d headers; at most %d are allowed.".formatted(headers, MAX_HEADERS)));
        }
        if (!ADDRESS.matcher(request.uri()).matches()) {
            return Optional.of(
                    Problem.of(
                            ProblemType.PATH_INVALID,
                            "The request target must start with / and percent-encode all characters that RFC 3986 does not allow."));
        }
        var version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Optional.of(
                    Problem.of(ProblemType.REQUEST_MALFORMED, "The HTTP version is not supported; use HTTP/1.1."));
        }
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && version.equals(HttpVersion.HTTP_1_1))) {
            return Optional.of(Problem.of(
                    ProblemType.REQUEST_MALFORMED,
                    "The request must have exactly one Host header, but has %d.".formatted(hosts)));
        }
        if (!isLengthClear(request)) {
            return Optional.of(Problem.of(
                    ProblemType.REQUEST_MALFORMED,
                    "The body length is ambiguous; send one Content-Length or Transfer-Encoding: chunked."));
        }
        return Optional.empty();
    }

    private static Problem unreadable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException e ->
                Problem.of(ProblemType.URI_TOO_LONG, "The request line is too long; shorten the URI.");
            case TooLongHttpHeaderException e ->
                Problem.of(ProblemType.HEADERS_TOO_LARGE, "The headers exceed 16 KiB in total.");
            case IllegalArgumentException e
            when String.valueOf(e.getMessage()).startsWith("Content-Length") ->
                Problem.of(ProblemType.REQUEST_MALFORMED, String.valueOf(e.getMessage()));
            default ->
                Problem.of(ProblemType.REQUEST_MALFORMED, "The request line or a header is malformed (RFC 9112).");
        };
    }

    private static boolean isLengthClear(HttpMessage message) {
        var encodings = message.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (encodings.isEmpty()) {
            return message.headers().getAll(HttpHeaderNames.CONTENT_LENGTH).size() <= 1;
        }
        return encodings.size() == 1
                && encodings.getFirst().strip().equalsIgnoreCase("chunked")
                && !message.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                && message.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }
}
