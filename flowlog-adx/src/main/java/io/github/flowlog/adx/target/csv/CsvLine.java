package io.github.flowlog.adx.target.csv;

/** One line of CSV as RFC 4180 has it, ended by a line feed; for the few rows of the small tables. */
final class CsvLine {
    private CsvLine() {}

    static String of(String... values) {
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
