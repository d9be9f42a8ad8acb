package io.github.flowlog.adx.setup;

/**
 * One command that makes or changes one thing, and may be run again.
 *
 * @param title what it makes, such as {@code table FlowLogs}
 * @param command its text, without a line that is blank
 * @param onlyWithNew title of the step that must have made something new, since this one sets a default that must not replace what
 *     somebody has chosen; empty for a step that is always taken
 */
public record SetupStep(String title, String command, String onlyWithNew) {
    SetupStep(String title, String command) {
        this(title, command, "");
    }

    /** A line of a script that is a comment, whatever the user's table is called. */
    static String comment(String text) {
        return "// " + text.replaceAll("\\R|\\p{Cntrl}", " ");
    }

    SetupStep onlyWithNew(String other) {
        return new SetupStep(title, command, other);
    }
}
