package io.github.flowlog.adx.ledger;

import io.github.flowlog.adx.source.FlowLogSource;
import io.github.flowlog.problem.BadInput;
import java.util.regex.Pattern;

/**
 * Something that could not be read, kept until a person has looked at it, with all that is needed to read it once more.
 *
 * @param key where the source lies
 * @param sourceId identity of the generation it stands in
 * @param generation 16 hex digits of the generation's first record, or empty when the source has no record
 * @param source name of the source, as it was given
 * @param scope TUPLE, RECORD or DOCUMENT
 * @param problem name of the {@link io.github.flowlog.problem.ParseProblem}, or ARCHIVED
 * @param field concerned field, or empty
 * @param byteOffset absolute offset of the first bad byte
 * @param recordOffset absolute offset of the record, or -1
 * @param tupleIndex index of the tuple within its record, or -1
 * @param unreadBytes how many bytes of the source are skipped because of it: from the record's offset, or from the first
 *     bad byte where no record was open
 * @param further how many problems behind it are only counted here
 * @param attempts how often it was read once more, in vain
 * @param message the whole story in one sentence
 * @param evidence the refused bytes
 */
public record QuarantineEntry(
        SourceKey key,
        String sourceId,
        String generation,
        String source,
        String scope,
        String problem,
        String field,
        long byteOffset,
        long recordOffset,
        int tupleIndex,
        long unreadBytes,
        long further,
        int attempts,
        String message,
        Evidence evidence) {
    /** Options of the library mean nothing to those who read the quarantine file. */
    private static final Pattern LIBRARY_OPTION = Pattern.compile("; ReadLimits\\.\\w+ raises that");

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

    /** How many problems it stands for. */
    public long problems() {
        return 1 + further;
    }

    /** The entry for what a reader reported of a source. */
    public static QuarantineEntry of(
            SourceKey key, String sourceId, String generation, BadInput badInput, Evidence evidence) {
        return new QuarantineEntry(
                key,
                sourceId,
                generation,
                badInput.source(),
                badInput.scope().name(),
                badInput.problem().name(),
                badInput.field(),
                badInput.byteOffset(),
                badInput.recordOffset(),
                badInput.tupleIndex(),
                badInput.unreadBytes(),
                0,
                0,
                LIBRARY_OPTION.matcher(badInput.message()).replaceFirst(""),
                evidence);
    }

    /** The entry for a source that has to be brought back from an archive before it can be read. */
    public static QuarantineEntry ofArchived(FlowLogSource source, String sourceId, String message) {
        return new QuarantineEntry(
                SourceKey.of(source),
                sourceId,
                "",
                source.name(),
                "DOCUMENT",
                "ARCHIVED",
                "",
                0,
                -1,
                -1,
                0,
                0,
                0,
                message,
                Evidence.OMITTED);
    }

    /** The same entry, which also stands for so many further problems of the source that are not listed. */
    public QuarantineEntry andFurther(long count) {
        return with(count, attempts, message + "; " + count + " more problems behind it are not listed");
    }

    /** The same entry, which was read so often in vain. */
    public QuarantineEntry withAttempts(int count) {
        return with(further, count, message);
    }

    private QuarantineEntry with(long newFurther, int newAttempts, String newMessage) {
        return new QuarantineEntry(
                key,
                sourceId,
                generation,
                source,
                scope,
                problem,
                field,
                byteOffset,
                recordOffset,
                tupleIndex,
                unreadBytes,
                newFurther,
                newAttempts,
                newMessage,
                evidence);
    }
}
