// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.ingest.problem;

/** Carries a problem out of a resource method; {@link Problems} writes it. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ProblemException(Problem problem) {
        // No stack trace: it is an answer, not a defect.
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
