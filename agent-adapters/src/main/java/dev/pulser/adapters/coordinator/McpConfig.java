// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.adapters.coordinator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The MCP servers, {@code pulser.mcp.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.mcp")
public interface McpConfig {

    /** JSON file of the servers, in the form of other MCP clients: {@code {"mcpServers":{"name":{…}}}}. */
    @WithDefault("config/mcp.json")
    Path file();

    /**
     * Names of the programs that a server may be run with; a program given by its whole path may be run as well, a shell
     * never. {@code *} allows everything.
     */
    @WithDefault("node,npx,python3,python,uvx,uv,docker,java,deno,bun")
    List<String> commands();

    /** Limit from a server's process start to its list of tools. */
    @WithDefault("30s")
    Duration startTimeout();

    /** How long the question for the newer protocol may stay unanswered before the older handshake begins beside it. */
    @WithDefault("3s")
    Duration discoverTimeout();

    /** Limit of one tool call; the attempt's own limit holds as well. */
    @WithDefault("10m")
    Duration callTimeout();

    /** How long a call waits for a server that is starting or coming back. */
    @WithDefault("30s")
    Duration waitForServer();

    /** Bytes of one message from a server; a longer one is skipped, and fails the call that it answers. */
    @WithDefault("4194304")
    int maxMessageBytes();

    /** Bytes of the result of a task; a larger one fails it. A Kafka record holds less than 2 MB. */
    @WithDefault("1048576")
    int maxResultBytes();
}
