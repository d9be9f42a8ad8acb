package io.github.flowlog.adx.setup;

/**
 * One command that makes or changes one thing, and may be run again.
 *
 * @param title what it makes, such as {@code table FlowLogs}
 * @param command its text, without a line that is blank
 * @param onlyForNewTable whether it sets a default that must not replace what an existing table of flow tuples has
 */
public record SetupStep(String title, String command, boolean onlyForNewTable) {
    SetupStep(String title, String command) {
        this(title, command, false);
    }

    /** A line of a script that is a comment, whatever the user's table is called. */
    static String comment(String text) {
        return "// " + text.replaceAll("\\R|\\p{Cntrl}", " ");
    }

    SetupStep forNewTableIf(boolean isDefault) {
        return new SetupStep(title, command, isDefault);
    }
}
