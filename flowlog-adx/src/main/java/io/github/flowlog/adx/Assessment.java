package io.github.flowlog.adx;

import io.github.flowlog.ResumePoint;
import io.github.flowlog.adx.ledger.Origin;
import io.github.flowlog.problem.BadInput;
import java.util.List;

/**
 * What has to be done with a source, decided before any of its rows is read.
 *
 * @param kind UNCHANGED and EMPTY need no reading
 * @param start where reading begins
 * @param sourceId identity of the generation
 * @param generation first record's hash
 * @param rewrites how many generations began with the same record before
 * @param origin what the first rows are about
 * @param replacedSourceId generation that this one replaces, or empty
 * @param fingerprint what the stored bytes looked like before anything was read
 * @param problems what an EMPTY source holds in place of records
 */
record Assessment(
        SourceOutcome.Kind kind,
        ResumePoint start,
        String sourceId,
        String generation,
        int rewrites,
        Origin origin,
        String replacedSourceId,
        String fingerprint,
        List<BadInput> problems) {}
