// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.launcher.rest;

import picocli.CommandLine.Option;

/** {@code --url}, on every command that talks to the REST API. */
public final class ApiOption {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:PULSER_URL:-http://127.0.0.1:8000}",
            description = "Where Pulser's REST API answers; also PULSER_URL (default: http://127.0.0.1:8000).")
    private String url = "";

    public PulserClient client() {
        return PulserClient.at(url);
    }
}
