// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.door;

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

/** Tells what is wrong with a request as such. Pure. */
final class MalformedRequests {

    static final int MAX_HEADERS = 100;

    private static final String SEGMENT = "(?:[A-Za-z0-9._~:/@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*+";
    private static final String QUERY = "(?:[A-Za-z0-9._~:/?@!$&'()*+,;=\\[\\]-]|%[0-9A-Fa-f]{2})*+";

    /** RFC 3986, and in the query the brackets that browsers leave as they are. */
    private static final Pattern ADDRESS = Pattern.compile("/" + SEGMENT + "(?:\\?" + QUERY + ")?");

    private MalformedRequests() {}

    /** Empty where it is a request that means one thing only. */
    static Optional<Problem> problem(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(unreadable(request.decoderResult().cause()));
        }
        int headers = request.headers().entries().size(); // size() of Vert.x' own headers counts names only
        if (headers > MAX_HEADERS) {
            return Optional.of(Problem.of(
                    ProblemType.HEADERS_TOO_LARGE,
                    "the request has %d headers, the limit is %d".formatted(headers, MAX_HEADERS)));
        }
        if (!ADDRESS.matcher(request.uri()).matches()) {
            return Optional.of(Problem.of(
                    ProblemType.PATH_INVALID,
                    "an address starts with / and has only the characters of RFC 3986, all others percent-encoded"));
        }
        var version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return Optional.of(Problem.of(ProblemType.REQUEST_MALFORMED, "HTTP/1.1 is spoken here"));
        }
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || (hosts == 0 && version.equals(HttpVersion.HTTP_1_1))) {
            return Optional.of(
                    Problem.of(ProblemType.REQUEST_MALFORMED, "a request has one Host header; this one has " + hosts));
        }
        if (!isLengthClear(request)) {
            return Optional.of(Problem.of(
                    ProblemType.REQUEST_MALFORMED,
                    "the length of the body is not clear: one Content-Length, or Transfer-Encoding: chunked alone"));
        }
        return Optional.empty();
    }

    private static Problem unreadable(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException e ->
                Problem.of(ProblemType.URI_TOO_LONG, "the request line is too long; shorten the address");
            case TooLongHttpHeaderException e ->
                Problem.of(
                        ProblemType.HEADERS_TOO_LARGE, "the headers are too large; all of them have 16 KiB together");
            case IllegalArgumentException e
            when String.valueOf(e.getMessage()).startsWith("Content-Length") ->
                Problem.of(ProblemType.REQUEST_MALFORMED, String.valueOf(e.getMessage()));
            default ->
                Problem.of(
                        ProblemType.REQUEST_MALFORMED,
                        "the request line or a header is not what HTTP/1.1 allows (RFC 9112)");
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
