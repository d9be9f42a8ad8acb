package io.github.flowlog.bench;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;

/** Turns one flow tuple, the string that a Jackson parser stands at, into the next row. */
interface TupleFill {
    /** The time of a tuple from which on it counts milliseconds. */
    long FIRST_MILLISECONDS = 100_000_000_000L;

    /** Fills and commits one row; {@code version} is 1, 2 or 4. */
    void fill(JsonParser string, int version, PeerRows rows) throws IOException;

    /** Code of a state, the ordinals of FlowState. */
    static byte state(char letter) {
        return switch (letter) {
            case 'B' -> 1;
            case 'C' -> 2;
            case 'E' -> 3;
            case 'D' -> 4;
            default -> throw new IllegalArgumentException("bad state " + letter);
        };
    }

    /** Number of an NSG flow log's protocol letter. */
    static short protocol(char letter) {
        return switch (letter) {
            case 'T' -> 6;
            case 'U' -> 17;
            case 'I' -> 1;
            default -> throw new IllegalArgumentException("bad protocol " + letter);
        };
    }
}
