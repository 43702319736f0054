// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Settings of the MCP client, {@code pulser.mcp.*}. Read once at start-up. */
@ConfigMapping(prefix = "pulser.mcp")
public interface McpClientConfig {

    /** JSON file that declares the servers, in the format of other MCP clients: {@code {"mcpServers":{"name":{…}}}}. */
    @WithDefault("config/mcp.json")
    Path file();

    /**
     * Names of programs that a server may be started with. Absolute paths of programs are allowed as well, shells never. {@code
     * *} allows every command.
     */
    @WithDefault("node,npx,python3,python,uvx,uv,docker,java,deno,bun")
    List<String> commands();

    /** Timeout from the start of a server's process to its tool list. */
    @WithDefault("30s")
    Duration startTimeout();

    /** Wait for the response to {@code server/discover} before {@code initialize} is sent as well. */
    @WithDefault("3s")
    Duration discoverTimeout();

    /** Timeout of one tool call. The timeout of the attempt applies as well. */
    @WithDefault("10m")
    Duration callTimeout();

    /** Longest wait of a call for a server that is starting or restarting. */
    @WithDefault("30s")
    Duration waitForServer();

    /** Largest message from a server in bytes. A larger one is discarded and fails the call that it answers. */
    @WithDefault("4194304")
    int maxMessageBytes();
}
