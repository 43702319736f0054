// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.cli.api;

import picocli.CommandLine.Option;

/** Option {@code --url} of every command that calls the REST API. */
public final class ApiOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:PULSER_URL:-http://127.0.0.1:8000}",
            description = "Address of the REST API; also PULSER_URL (default: http://127.0.0.1:8000).")
    private String url = "";

    public PulserClient client() {
        return PulserClient.at(url);
    }
}
