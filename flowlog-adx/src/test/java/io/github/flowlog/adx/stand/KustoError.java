package io.github.flowlog.adx.stand;

/** A refusal as the engine words it. */
final class KustoError extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    KustoError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** The text holds something that the stand, or a cluster, does not know. */
    static KustoError badRequest(String message) {
        return new KustoError(400, "General_BadRequest", message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** Whether the engine says that the same request would fail again. */
    boolean permanent() {
        return status < 500 && status != 429;
    }
}
