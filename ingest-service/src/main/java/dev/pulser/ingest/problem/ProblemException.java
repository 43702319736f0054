// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

/** Thrown to end a request with a problem; {@link ProblemMapper} writes the response. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        // no stack trace: an expected response
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
