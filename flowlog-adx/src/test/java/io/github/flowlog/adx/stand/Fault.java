package io.github.flowlog.adx.stand;

import java.time.Duration;

/**
 * What goes wrong with one request.
 *
 * @param kind what happens
 * @param status the HTTP status of {@link Kind#REFUSE} and {@link Kind#ANSWER}
 * @param text the code of {@link Kind#REFUSE}; the whole body of {@link Kind#ANSWER}
 * @param delay how long the answer waits
 */
public record Fault(Kind kind, int status, String text, Duration delay) {
    /** What happens to a request. */
    public enum Kind {
        /** It is not carried out; the answer is an error. */
        REFUSE,
        /** It is not carried out; the answer is something else than was asked for. */
        ANSWER,
        /** It is not carried out, and the connection ends without an answer. */
        CUT_BEFORE,
        /** It is carried out, and the connection ends without an answer. */
        CUT_AFTER,
        /** It is carried out, and the connection ends within the body of the answer. */
        CUT_WITHIN,
        /** It is carried out late. */
        DELAY
    }

    /** Refuses with a status and the code that the service gives with it. */
    public static Fault status(int status) {
        String code = switch (status) {
            case 400 -> "BadRequest";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "ResourceNotFound";
            case 429 -> "TooManyRequests";
            case 503 -> "ServerBusy";
            default -> "InternalError";
        };
        return status(status, code);
    }

    /** Refuses with a status and a code. */
    public static Fault status(int status, String code) {
        return new Fault(Kind.REFUSE, status, code, Duration.ZERO);
    }

    /** Refuses as storage refuses a shared access signature that is past its end. */
    public static Fault expiredSignature() {
        return status(403, "AuthenticationFailed");
    }

    /** Ends the connection before anything is done. */
    public static Fault cutBefore() {
        return new Fault(Kind.CUT_BEFORE, 0, "", Duration.ZERO);
    }

    /** Does it and ends the connection before the answer: the client cannot know. */
    public static Fault cutAfter() {
        return new Fault(Kind.CUT_AFTER, 0, "", Duration.ZERO);
    }

    /** Does it and ends the connection half-way through the answer's body. */
    public static Fault cutWithin() {
        return new Fault(Kind.CUT_WITHIN, 0, "", Duration.ZERO);
    }

    /** Does it later. */
    public static Fault delay(Duration delay) {
        return new Fault(Kind.DELAY, 0, "", delay);
    }

    /** Answers 200 with a body that is not the one that was asked for. */
    public static Fault wrongContent(String body) {
        return new Fault(Kind.ANSWER, 200, body, Duration.ZERO);
    }
}
