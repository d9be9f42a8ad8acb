package io.github.flowlog.adx.target;

import java.nio.file.Path;

/**
 * What a user calls a target: {@code duckdb:FILE} or {@code csv:DIR}.
 *
 * @param kind what is behind it
 * @param path the file or folder
 */
public record TargetName(Kind kind, Path path) {
    /** What is behind a target. */
    public enum Kind {
        /** Tables in a DuckDB file. */
        DUCKDB("duckdb:"),
        /** CSV files in a folder. */
        CSV("csv:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /** What the name begins with. */
        public String prefix() {
            return prefix;
        }
    }

    /** Reads a name; an {@link IllegalArgumentException} says what names look like. */
    public static TargetName parse(String text) {
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind.prefix()) && text.length() > kind.prefix().length()) {
                return new TargetName(kind, Path.of(text.substring(kind.prefix().length())));
            }
        }
        throw new IllegalArgumentException("unknown target \"" + text + "\"; expected duckdb:FILE or csv:DIR");
    }

    @Override
    public String toString() {
        return kind.prefix() + path;
    }
}
