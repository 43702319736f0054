// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.http.framing;

import dev.pulser.ingest.problem.CorrelationId;
import dev.pulser.ingest.problem.Problem;
import dev.pulser.ingest.problem.ProblemJson;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Complete HTTP response with a problem, as bytes, for input that is not a valid request. */
final class RawHttpResponse {

    private RawHttpResponse() {}

    static byte[] of(Problem problem) {
        var id = CorrelationId.random();
        var body = ProblemJson.write(problem, id);
        var status = HttpResponseStatus.valueOf(problem.type().status());
        var head = """
                HTTP/1.1 %d %s\r
                Content-Type: %s\r
                Content-Length: %d\r
                X-Content-Type-Options: nosniff\r
                X-Correlation-Id: %s\r
                Connection: close\r
                \r
                """.formatted(status.code(), status.reasonPhrase(), ProblemJson.MEDIA_TYPE, body.length, id);
        var out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        return out.toByteArray();
    }
}
