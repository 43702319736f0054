// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox;

import dev.pulser.toolbox.csv.CsvProfile;
import dev.pulser.toolbox.files.FilesList;
import dev.pulser.toolbox.files.FilesRead;
import dev.pulser.toolbox.files.Folder;
import dev.pulser.toolbox.files.TextInput;
import dev.pulser.toolbox.host.Echo;
import dev.pulser.toolbox.host.HostFacts;
import dev.pulser.toolbox.http.HttpGet;
import dev.pulser.toolbox.kafka.KafkaLag;
import dev.pulser.toolbox.protocol.ServerIdentity;
import dev.pulser.toolbox.protocol.StdioMcpServer;
import dev.pulser.toolbox.sql.SqlQuery;
import dev.pulser.toolbox.text.JsonCheck;
import dev.pulser.toolbox.text.MarkdownCount;
import dev.pulser.toolbox.text.MarkdownOutline;
import dev.pulser.toolbox.text.TextKeywords;
import dev.pulser.toolbox.text.TextStats;
import dev.pulser.toolbox.tool.Tool;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Program that serves the tools of the toolbox over its standard streams. */
public final class Toolbox {

    private static final String INSTRUCTIONS =
            "Read-only tools for one folder, one database, one Kafka cluster and the allowed hosts. Paths are relative"
                    + " to the folder; files_list shows its contents.";

    private Toolbox() {}

    /** Serves until the input is closed. Exit status 2 for an invalid setting, 1 when a stream fails. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 0) {
            System.err.println("""
                    toolbox-mcp is an MCP server on standard input and output; it takes no arguments.
                    Settings: TOOLBOX_FILES, TOOLBOX_DATABASE_URL, TOOLBOX_DATABASE_USER, TOOLBOX_DATABASE_PASSWORD,
                    TOOLBOX_KAFKA, TOOLBOX_HTTP_ALLOW.""");
            System.exit(2);
        }
        // Standard output is reserved for the protocol, so output of libraries goes to standard error.
        System.setOut(System.err);
        try {
            var settings = ToolboxSettings.from(System.getenv());
            var output = new FileOutputStream(FileDescriptor.out);
            new StdioMcpServer(identity(), tools(settings, InstantSource.system())).serve(System.in, output);
        } catch (IllegalArgumentException e) {
            System.err.println("toolbox-mcp: " + e.getMessage());
            System.exit(2);
        }
    }

    /** Returns the tools in the order of the listing. */
    static List<Tool> tools(ToolboxSettings settings, InstantSource clock) {
        var folder = new Folder(settings.files());
        var input = new TextInput(folder);
        return List.of(
                new SqlQuery(settings.database(), Duration.ofSeconds(15)),
                new FilesList(folder),
                new FilesRead(folder),
                new MarkdownOutline(folder),
                new MarkdownCount(folder),
                new CsvProfile(folder),
                new JsonCheck(input),
                new TextKeywords(input),
                new TextStats(input),
                new HttpGet(settings.allowed(), Duration.ofSeconds(30)),
                new KafkaLag(settings.kafka()),
                new HostFacts(folder.root(), clock),
                new Echo());
    }

    private static ServerIdentity identity() {
        var version = Optional.ofNullable(Toolbox.class.getPackage().getImplementationVersion());
        return new ServerIdentity("pulser-toolbox", version.orElse("dev"), INSTRUCTIONS);
    }
}
