package io.github.flowlog.adx;

import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.ledger.Origin;
import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.adx.source.StoredState;
import java.io.IOException;

/**
 * What has to be done with a source, decided before any of its rows is read.
 *
 * @param kind UNCHANGED needs no reading, EMPTY has no record
 * @param start where reading begins
 * @param sourceId identity of the generation
 * @param generation first record's hash
 * @param rewrites how many generations began with the same record before
 * @param origin what the first rows are about
 * @param replacedSourceId generation that this one replaces, or empty
 * @param state what was stored when the source was assessed
 * @param fingerprint what the stored bytes looked like then
 * @param isSound whether nothing bad was met so far
 */
record Assessment(
        SourceOutcome.Kind kind,
        ResumePoint start,
        String sourceId,
        String generation,
        int rewrites,
        Origin origin,
        String replacedSourceId,
        StoredState state,
        String fingerprint,
        boolean isSound) {

    /** Whether the rows of the source are those of the ledger, or there are none. */
    boolean needsNoReading() {
        return kind == SourceOutcome.Kind.UNCHANGED || (kind == SourceOutcome.Kind.EMPTY && isSound);
    }

    /** Fails if the source is another one by now: it may grow at its end while it is read, but not be replaced or rewritten. */
    void requireSame(FlowLogSource source) throws IOException {
        StoredState now = source.state();
        boolean grown = now.identity().equals(state.identity())
                && now.bytes() > state.bytes()
                && source.fingerprint(state.bytes()).equals(fingerprint);
        if (!now.equals(state) && !grown) {
            throw changed();
        }
    }

    /** What was read may be of two generations. */
    static IOException changed() {
        return new IOException("it was changed while it was read, so the next load reads it again");
    }
}
