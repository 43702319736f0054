// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.mcp;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer.SyncSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Server built with the official Java SDK, over stdio or HTTP. */
final class JavaSdkServer {

    private final McpSyncServer mcp;
    private final Server http;

    private JavaSdkServer(McpSyncServer mcp, Server http) {
        this.mcp = mcp;
        this.http = http;
    }

    /** Serves stdio until stdin ends. */
    public static void main(String[] args) {
        var _ = with(io.modelcontextprotocol.server.McpServer.sync(
                new StdioServerTransportProvider(McpJsonDefaults.getMapper())));
    }

    /** @param port 0 for any */
    static JavaSdkServer listen(int port) throws Exception {
        var transport = HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(McpJsonDefaults.getMapper())
                .mcpEndpoint("/mcp")
                .build();
        var mcp = with(io.modelcontextprotocol.server.McpServer.sync(transport));
        var http = new Server();
        var connector = new ServerConnector(http);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        http.addConnector(connector);
        var context = new ServletContextHandler();
        var servlet = new ServletHolder(transport);
        servlet.setAsyncSupported(true);
        context.addServlet(servlet, "/*");
        http.setHandler(context);
        http.setStopTimeout(0); // aborts running requests, as a kill does
        http.start();
        return new JavaSdkServer(mcp, http);
    }

    int port() {
        return ((ServerConnector) http.getConnectors()[0]).getLocalPort();
    }

    URI url() {
        return URI.create("http://127.0.0.1:%d/mcp".formatted(port()));
    }

    void addTool(String name) {
        mcp.addTool(new io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification(
                tool(name), JavaSdkServer::echo));
    }

    private static McpSyncServer with(SyncSpecification<?> server) {
        return server.serverInfo("java-sdk", "1")
                .capabilities(ServerCapabilities.builder().tools(true).build())
                .toolCall(tool("echo"), JavaSdkServer::echo)
                .toolCall(tool("slow"), JavaSdkServer::slow)
                .toolCall(tool("roots"), JavaSdkServer::roots)
                .build();
    }

    private static Tool tool(String name) {
        var any = Map.<String, Object>of("type", "object");
        return Tool.builder(name, any).description(name).outputSchema(any).build();
    }

    private static CallToolResult echo(McpSyncServerExchange exchange, CallToolRequest request) {
        return CallToolResult.builder()
                .addTextContent("echo")
                .structuredContent(request.arguments())
                .build();
    }

    private static CallToolResult slow(McpSyncServerExchange exchange, CallToolRequest request) {
        var token = request.meta() == null ? null : request.meta().get("progressToken");
        for (int step = 1; step <= 3; step++) {
            if (token != null) {
                exchange.progressNotification(ProgressNotification.builder(token, step)
                        .total(3.0)
                        .message("step " + step)
                        .build());
            }
        }
        return echo(exchange, request);
    }

    /** Requests the roots, a capability that the client does not have. */
    private static CallToolResult roots(McpSyncServerExchange exchange, CallToolRequest request) {
        try {
            return CallToolResult.builder()
                    .structuredContent(
                            Map.of("roots", exchange.listRoots().roots().size()))
                    .build();
        } catch (McpError | IllegalStateException e) {
            return CallToolResult.builder()
                    .structuredContent(Map.of("rejected", true))
                    .addTextContent(String.valueOf(e.getMessage()))
                    .build();
        }
    }

    void close() throws Exception {
        mcp.close();
        http.stop();
    }
}
