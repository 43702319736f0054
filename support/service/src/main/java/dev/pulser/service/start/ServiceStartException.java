// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.service.start;

/** Failed start of a service. The message is one line for operators: the reason and the remedy. */
public final class ServiceStartException extends Exception {

    private static final long serialVersionUID = 1L;

    public ServiceStartException(String message) {
        super(message);
    }

    public ServiceStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
