package io.github.flowlog.adx.storage;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes signatures, tokens and keys out of what libraries and services say. */
public final class Redaction {
    private static final String GONE = "...";
    private static final int LONGEST = 600;
    private static final Pattern QUERY = Pattern.compile("(?<=[a-zA-Z0-9/._%~-])\\?[^\\s\"'<>)\\]}]+");
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("(?i)(?<=\\bbearer )\\S+"),
            Pattern.compile("(?i)(?<=(sig|accountkey|sharedaccesssignature|token|secret|password)=)[^\\s\"'<>;&]+"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{8,}[A-Za-z0-9_.-]*"));

    private Redaction() {}

    /** What somebody else says, without secrets and queries of URLs, on one line, cut where it is long. */
    public static String text(String text) {
        String safe =
                withoutSecrets(without(QUERY, text)).replaceAll("\\s+", " ").strip();
        return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST) + GONE;
    }

    /** What we say ourselves, and in which words of a user may be repeated: without secrets, and as it was otherwise. */
    public static String withoutSecrets(String text) {
        String safe = text;
        for (Pattern secret : SECRETS) {
            safe = without(secret, safe);
        }
        return safe;
    }

    private static String without(Pattern secret, String text) {
        return secret.matcher(text).replaceAll(Matcher.quoteReplacement(GONE));
    }

    /** A failure of a library, to be kept as a cause: where it arose, and what it says without secrets. */
    public static Exception failure(Throwable failure) {
        Exception first = copy(failure);
        Exception last = first;
        int depth = 0;
        for (Throwable cause = failure.getCause(); cause != null && depth < 8; cause = cause.getCause()) {
            Exception next = copy(cause);
            last.initCause(next);
            last = next;
            depth++;
        }
        return first;
    }

    private static Exception copy(Throwable failure) {
        String message = failure.getMessage();
        String name = failure.getClass().getName();
        Exception copy = new RedactedException(message == null ? name : name + ": " + text(message));
        copy.setStackTrace(failure.getStackTrace());
        return copy;
    }

    private static final class RedactedException extends Exception {
        private static final long serialVersionUID = 1L;

        RedactedException(String message) {
            super(message);
        }
    }
}
