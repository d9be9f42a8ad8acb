package io.github.flowlog.adx.cli;

import io.github.flowlog.adx.cli.output.OutputFormat;
import io.github.flowlog.adx.cli.output.Quantity;
import io.github.flowlog.adx.cli.output.RowOutput;
import io.github.flowlog.adx.cli.terminal.Terminal;
import io.github.flowlog.adx.cli.text.Words;
import io.github.flowlog.adx.source.FlowLogBlobName;
import io.github.flowlog.adx.source.HourRange;
import io.github.flowlog.adx.source.ListedLog;
import io.github.flowlog.adx.source.LogInventory;
import io.github.flowlog.adx.source.LogSeries;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows that {@code ls} prints: for people with names and rounded sizes, for programs complete and exact. */
final class LogRows {
    private static final List<String> SERIES = List.of(
            "Resource",
            "MacAddress",
            "Kind",
            "FirstHour",
            "LastHour",
            "Hours",
            "Files",
            "Bytes",
            "MissingHours",
            "SilentHours",
            "Gaps",
            "ResourceId");
    private static final List<String> SERIES_TABLE =
            List.of("RESOURCE", "MAC", "FIRST", "LAST", "FILES", "SIZE", "GAPS");
    private static final List<String> WIDE_SERIES_TABLE =
            List.of("RESOURCE", "MAC", "FIRST", "LAST", "FILES", "SIZE", "GAPS", "SILENT", "KIND");
    private static final List<String> FILES =
            List.of("Hour", "Resource", "MacAddress", "Kind", "Bytes", "Path", "ResourceId");
    private static final List<String> FILES_TABLE = List.of("HOUR", "RESOURCE", "MAC", "SIZE", "PATH");
    private static final int WIDE = 100;
    private static final int GAPS_IN_FULL = 5;

    private LogRows() {}

    static void series(LogInventory inventory, OutputFormat format, Terminal terminal) throws IOException {
        if (format == OutputFormat.TABLE) {
            seriesTable(inventory, terminal);
            return;
        }
        RowOutput out = RowOutput.open(format, SERIES, terminal);
        for (LogSeries series : inventory.series()) {
            HourRange range = series.range();
            String gaps = series.gaps().stream().map(LogRows::text).collect(Collectors.joining(" "));
            out.row(Arrays.asList(
                    series.resourceName(),
                    series.mac(),
                    kind(series.kind()),
                    range.first(),
                    range.last(),
                    series.hours(),
                    series.files(),
                    series.storedBytes(),
                    series.missingHours(),
                    silent(inventory, series),
                    gaps.isEmpty() ? null : gaps,
                    series.resourceId()));
        }
        if (inventory.unnamedFiles() > 0) {
            long files = inventory.unnamedFiles();
            out.row(Arrays.asList(
                    null, null, null, null, null, null, files, inventory.unnamedBytes(), null, null, null, null));
        }
        out.close();
    }

    private static void seriesTable(LogInventory inventory, Terminal terminal) throws IOException {
        List<String> columns = terminal.tableWidth() < WIDE ? SERIES_TABLE : WIDE_SERIES_TABLE;
        RowOutput out = RowOutput.open(OutputFormat.TABLE, columns, terminal);
        List<LogSeries> all = inventory.series();
        Set<String> ambiguous = namesOfSeveral(all);
        for (LogSeries series : all) {
            String name = series.resourceName();
            if (ambiguous.contains(folded(name))) {
                name += " " + series.resourceId();
            }
            HourRange range = series.range();
            out.row(Arrays.asList(
                            name,
                            series.mac(),
                            hour(range.first()),
                            hour(range.last()),
                            new Quantity(Words.grouped(series.files())),
                            new Quantity(Words.units(series.storedBytes())),
                            series.missingHours(),
                            silent(inventory, series),
                            kind(series.kind()))
                    .subList(0, columns.size()));
            gapRows(series, columns.size(), out);
        }
        if (inventory.unnamedFiles() > 0) {
            Quantity files = new Quantity(Words.grouped(inventory.unnamedFiles()));
            Quantity size = new Quantity(Words.units(inventory.unnamedBytes()));
            out.row(Arrays.<@Nullable Object>asList(null, null, null, null, files, size, null, null, null)
                    .subList(0, columns.size()));
        }
        out.close();
    }

    private static void gapRows(LogSeries series, int columns, RowOutput out) throws IOException {
        List<HourRange> gaps = series.gaps();
        for (HourRange gap : gaps.subList(0, Math.min(gaps.size(), GAPS_IN_FULL))) {
            out.row(gapRow("  gap", hour(gap.first()), hour(gap.last()), gap.hours(), columns));
        }
        if (gaps.size() > GAPS_IN_FULL) {
            long hours =
                    gaps.stream().skip(GAPS_IN_FULL).mapToLong(HourRange::hours).sum();
            out.row(gapRow(
                    "  " + Words.count(gaps.size() - GAPS_IN_FULL, "more gap"),
                    Quantity.NONE,
                    Quantity.NONE,
                    hours,
                    columns));
        }
    }

    private static List<Object> gapRow(String name, Object first, Object last, long hours, int columns) {
        Quantity none = Quantity.NONE;
        return List.of(name, none, first, last, none, none, hours, none, none).subList(0, columns);
    }

    static void files(List<ListedLog> logs, OutputFormat format, Terminal terminal) throws IOException {
        boolean table = format == OutputFormat.TABLE;
        RowOutput out = RowOutput.open(format, table ? FILES_TABLE : FILES, terminal);
        for (ListedLog log : logs) {
            FlowLogBlobName name = log.blobName();
            List<@Nullable Object> row = new ArrayList<>();
            row.add(name == null ? null : table ? hour(name.hour()) : name.hour());
            row.add(name == null ? null : name.resourceName());
            row.add(name == null ? null : name.mac());
            if (!table) {
                row.add(name == null ? null : kind(name.kind()));
            }
            row.add(table ? new Quantity(Words.units(log.storedBytes())) : Long.valueOf(log.storedBytes()));
            row.add(log.path());
            if (!table) {
                row.add(name == null ? null : name.resourceId());
            }
            out.row(row);
        }
        out.close();
    }

    /** Names that stand for more than one resource, folded. */
    private static Set<String> namesOfSeveral(List<LogSeries> all) {
        Map<String, String> ids = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        for (LogSeries series : all) {
            String name = folded(series.resourceName());
            String id = folded(series.resourceId());
            if (!id.equals(ids.computeIfAbsent(name, first -> id))) {
                ambiguous.add(name);
            }
        }
        return ambiguous;
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static @Nullable Long silent(LogInventory inventory, LogSeries series) {
        return series.mac() == null ? null : Long.valueOf(inventory.silentHours(series));
    }

    private static @Nullable String kind(FlowLogBlobName.Kind kind) {
        return switch (kind) {
            case NSG -> "NSG";
            case VNET -> "VNet";
            case OTHER -> null;
        };
    }

    /** {@code 2026-01-31T23}. */
    private static String hour(Instant hour) {
        return hour.toString().replaceFirst(":.*", "");
    }

    private static String text(HourRange range) {
        return range.hours() == 1 ? hour(range.first()) : hour(range.first()) + ".." + hour(range.last());
    }
}
