package io.github.flowlog.adx.target;

/** One line of CSV as RFC 4180 has it, ended by a line feed; for the few rows of the small tables. */
public final class CsvLine {
    private CsvLine() {}

    /** Joins values, quoting those that need it. */
    public static String of(String... values) {
        StringBuilder line = new StringBuilder();
        for (String value : values) {
            if (line.length() > 0) {
                line.append(',');
            }
            boolean quoted = value.indexOf(',') >= 0
                    || value.indexOf('"') >= 0
                    || value.indexOf('\n') >= 0
                    || value.indexOf('\r') >= 0;
            line.append(quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
        }
        return line.append('\n').toString();
    }
}
