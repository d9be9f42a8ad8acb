package io.github.flowlog.adx.cli.terminal;

import io.github.flowlog.adx.kusto.ClusterException;
import io.github.flowlog.adx.target.LoadException;
import io.github.flowlog.filter.FilterSyntaxException;
import io.github.flowlog.problem.FlowLogParseException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** One sentence for a failure, without the name of an exception class. */
public final class FailureText {
    private FailureText() {}

    /** The sentence to print for a failure that ends a command. */
    public static String sentence(Throwable failure) {
        if (failure instanceof FileSystemException file && file.getFile() != null) {
            return "Cannot use " + file.getFile() + ": " + reason(file) + ".";
        }
        if (failure instanceof FlowLogParseException bad) {
            return "Stopped at the first problem: " + ProblemText.sentence(bad.badInput())
                    + "; --on-bad skip reads on behind it.";
        }
        if (failure instanceof InvalidPathException name) {
            return "Cannot use the name " + name.getInput()
                    + ": no file can have it here; where it has letters beyond ASCII, set LC_ALL=C.UTF-8.";
        }
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return "Failed unexpectedly (" + failure.getClass().getSimpleName() + "); --verbose shows where.";
        }
        if (failure instanceof LoadException
                || failure instanceof IOException
                || failure instanceof ClusterException
                || failure instanceof CommandFailure
                || failure instanceof FilterSyntaxException) {
            return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
        }
        return "Failed unexpectedly: " + message + "; --verbose shows where.";
    }

    /** Why, as a clause. */
    public static String reason(IOException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileSystemException file && file.getReason() != null) {
            return lowerCaseStart(file.getReason());
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : lowerCaseStart(message);
    }

    public static String lowerCaseStart(String clause) {
        boolean acronym = clause.length() > 1 && Character.isUpperCase(clause.charAt(1));
        return clause.isEmpty() || acronym
                ? clause
                : clause.substring(0, 1).toLowerCase(Locale.ROOT) + clause.substring(1);
    }
}
