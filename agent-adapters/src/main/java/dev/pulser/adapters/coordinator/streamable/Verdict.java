// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator.streamable;

import dev.pulser.adapters.coordinator.rpc.End;
import dev.pulser.adapters.coordinator.rpc.Era;
import dev.pulser.adapters.coordinator.rpc.Reply;
import dev.pulser.adapters.json.Excerpt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What it means that a server answered a request with an HTTP status other than 2xx.
 *
 * @param reply to the request
 * @param end   why the connection is over; null where it is not
 */
record Verdict(Reply reply, @Nullable End end) {

    private static final long HEADER_MISMATCH = -32020;
    private static final long UNSUPPORTED_VERSION = -32022;
    private static final Pattern MISSES_A_SESSION = Pattern.compile("(?i)session|not initiali[sz]ed");

    /**
     * What came.
     *
     * @param error the JSON-RPC error in its body; null where there is none
     * @param words the beginning of its body
     */
    record Answer(int status, Reply.@Nullable Refused error, String words) {

        private String text() {
            if (status >= 300 && status < 400) {
                return "HTTP %d: redirects are never followed, url has to be the last address itself".formatted(status);
            }
            var said = error == null ? Excerpt.printable(words) : Excerpt.printable(error.message());
            return "HTTP %d%s".formatted(status, said.isEmpty() ? "" : ": " + said);
        }

        private boolean saysNothing() {
            return error == null;
        }

        private boolean has(long code) {
            return error != null && error.code() == code;
        }

        private boolean missesASession() {
            return error != null && MISSES_A_SESSION.matcher(error.message()).find();
        }

        private Reply.Refused refusal() {
            return error == null ? new Reply.Refused(status, text(), null, 0) : error;
        }
    }

    /** @param era null while it is being found out */
    static Verdict of(Answer answer, @Nullable Era era, boolean inSession) {
        int status = answer.status();
        if (status == 401 || status == 403) {
            return notTaken(new End(
                    End.UNAUTHORIZED,
                    ("it needs authorization (HTTP %d): give its entry a header such as "
                                    + "\"Authorization\": \"Bearer ${env:TOKEN}\"; nothing that it names is asked for one")
                            .formatted(status)));
        }
        if (era == null) {
            return refused(answer);
        }
        return switch (status) {
            case 400, 404, 405, 406, 410, 415 -> misunderstood(answer, era, inSession);
            case 502, 504 -> new Verdict(new Reply.Lost(answer.text()), End.lost(answer.text()));
            case 503 -> new Verdict(answer.refusal(), End.lost(answer.text()));
            default -> status < 500 || !answer.saysNothing() ? refused(answer) : lost(answer);
        };
    }

    /** Either the request is wrong, or the server is not any more the one that was greeted. */
    private static Verdict misunderstood(Answer answer, Era era, boolean inSession) {
        if (inSession && (answer.status() == 404 || answer.missesASession())) {
            return notTaken(End.lost("its session is gone (%s)".formatted(answer.text())));
        }
        boolean modern = era instanceof Era.Modern;
        boolean changed = answer.saysNothing()
                || answer.missesASession()
                || answer.has(UNSUPPORTED_VERSION)
                || (!modern && answer.has(HEADER_MISMATCH));
        return changed
                ? notTaken(End.lost("it is to be spoken to in another way now (%s)".formatted(answer.text())))
                : refused(answer);
    }

    private static Verdict notTaken(End end) {
        return new Verdict(new Reply.NotSent(end.reason()), end);
    }

    private static Verdict refused(Answer answer) {
        return new Verdict(answer.refusal(), null);
    }

    private static Verdict lost(Answer answer) {
        return new Verdict(new Reply.Lost(answer.text()), null);
    }
}
