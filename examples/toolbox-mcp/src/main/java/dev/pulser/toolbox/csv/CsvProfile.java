// SPDX-License-Identifier: AGPL-3.0-only
package dev.pulser.toolbox.csv;

import dev.pulser.toolbox.files.Folder;
import dev.pulser.toolbox.tool.Parameter;
import dev.pulser.toolbox.tool.Tool;
import dev.pulser.toolbox.tool.ToolArguments;
import dev.pulser.toolbox.tool.ToolDeclaration;
import dev.pulser.toolbox.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;

/** Tool that describes the columns of a CSV file with a header row. */
public final class CsvProfile implements Tool {

    private static final int MAX_COLUMNS = 100;
    private static final Parameter.TextParameter PATH =
            Parameter.required("path", "CSV file with a header row, relative to the root folder.");

    private final Folder folder;

    public CsvProfile(Folder folder) {
        this.folder = folder;
    }

    /**
     * @param rows   rows without the header
     * @param ragged rows with more or fewer fields than the header
     */
    record Profile(String path, String separator, int rows, int ragged, List<ColumnProfile.Column> columns) {}

    @Override
    public ToolDeclaration spec() {
        return new ToolDeclaration(
                "csv_profile",
                "Profile of a CSV file",
                "Counts the rows of a CSV file and describes each column: type, empty and distinct values, minimum and"
                        + " maximum.",
                List.of(PATH),
                Profile.class,
                false);
    }

    @Override
    public ToolResult call(ToolArguments arguments) throws InterruptedException {
        var path = arguments.text(PATH);
        return folder.withText(path, text -> profile(path, new CsvRows(text)));
    }

    private static ToolResult profile(String path, CsvRows rows) {
        var header = rows.next();
        if (header.isEmpty()) {
            return new ToolResult.Failure("path %s has no header row.".formatted(path));
        }
        if (header.size() > MAX_COLUMNS) {
            return new ToolResult.Failure(
                    "path %s must have at most %d columns. It has %d.".formatted(path, MAX_COLUMNS, header.size()));
        }
        var columns = new ArrayList<ColumnProfile>();
        header.forEach(name -> columns.add(new ColumnProfile(name.strip())));
        var count = 0;
        var ragged = 0;
        for (var row = rows.next(); !row.isEmpty(); row = rows.next()) {
            count++;
            ragged += row.size() == columns.size() ? 0 : 1;
            for (var i = 0; i < columns.size(); i++) {
                columns.get(i).add(i < row.size() ? row.get(i) : "");
            }
        }
        var results = columns.stream().map(ColumnProfile::result).toList();
        return new ToolResult.Success(new Profile(path, String.valueOf(rows.separator()), count, ragged, results));
    }
}
