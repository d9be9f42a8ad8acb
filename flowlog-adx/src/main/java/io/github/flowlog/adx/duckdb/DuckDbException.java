package io.github.flowlog.adx.duckdb;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Thrown when DuckDB refuses; the message is one sentence. */
public final class DuckDbException extends IOException {
    private static final long serialVersionUID = 1L;

    private DuckDbException(String message, @Nullable SQLException cause) {
        super(message, cause);
    }

    static DuckDbException of(String what, SQLException cause) {
        return new DuckDbException(what + ": " + sentence(cause), cause);
    }

    static DuckDbException of(SQLException cause) {
        return new DuckDbException(sentence(cause), cause);
    }

    static DuckDbException notADatabase(Path file) {
        return new DuckDbException(file + " is not a DuckDB file; choose another one.", null);
    }

    /** Whether another process has the file open for writing. */
    static boolean isLocked(SQLException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("could not set lock");
    }

    static DuckDbException locked(String file, SQLException cause) {
        return new DuckDbException(
                "Another process is writing to " + file + " (a load?); try again when it has finished.", cause);
    }

    /** DuckDB's own words without the picture of the line that it puts below them. */
    private static String sentence(SQLException e) {
        String message = String.valueOf(e.getMessage());
        int picture = message.indexOf("\n\nLINE ");
        String words =
                (picture < 0 ? message : message.substring(0, picture)).strip().replaceAll("\\s*\\R\\s*", "; ");
        return words.endsWith(".") || words.endsWith("!") ? words : words + ".";
    }
}
