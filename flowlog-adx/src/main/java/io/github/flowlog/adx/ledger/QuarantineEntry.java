package io.github.flowlog.adx.ledger;

import io.github.flowlog.problem.BadInput;

/**
 * Something that could not be read, kept until a person has looked at it.
 *
 * @param sourceId identity of the generation it stands in
 * @param source name of the source
 * @param scope TUPLE, RECORD or DOCUMENT
 * @param problem name of the {@link io.github.flowlog.problem.ParseProblem}
 * @param field concerned field, or empty
 * @param byteOffset absolute offset of the first bad byte
 * @param recordOffset absolute offset of the record, or -1
 * @param tupleIndex index of the tuple within its record, or -1
 * @param unreadBytes how many bytes of the source are skipped because of it
 * @param message the whole story in one sentence
 */
public record QuarantineEntry(
        String sourceId,
        String source,
        String scope,
        String problem,
        String field,
        long byteOffset,
        long recordOffset,
        int tupleIndex,
        long unreadBytes,
        String message) {

    /**
     * What tells entries apart: names and messages of the same problem may differ between two runs.
     *
     * @param sourceId identity of the generation
     * @param byteOffset absolute offset of the first bad byte
     * @param problem what is wrong there
     */
    public record Place(String sourceId, long byteOffset, String problem) {}

    /** Where the entry stands. */
    public Place place() {
        return new Place(sourceId, byteOffset, problem);
    }

    /** The entry for what a reader reported of a source. */
    public static QuarantineEntry of(String sourceId, BadInput badInput) {
        return new QuarantineEntry(
                sourceId,
                badInput.source(),
                badInput.scope().name(),
                badInput.problem().name(),
                badInput.field(),
                badInput.byteOffset(),
                badInput.recordOffset(),
                badInput.tupleIndex(),
                badInput.unreadBytes(),
                badInput.message());
    }

    /** The same entry, which also stands for so many further problems of the source that are not listed. */
    public QuarantineEntry andFurther(long count) {
        return new QuarantineEntry(
                sourceId,
                source,
                scope,
                problem,
                field,
                byteOffset,
                recordOffset,
                tupleIndex,
                unreadBytes,
                message + "; " + count + " more problems behind it are not listed");
    }
}
