package io.github.flowlog.adx;

import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.ledger.Origin;
import io.github.flowlog.adx.source.StoredState;

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
}
