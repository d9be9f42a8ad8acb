package io.github.flowlog.problem;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;

/**
 * One thing that could not be read: what is wrong, where, and what was expected.
 *
 * <p>Immutable and safe to share. {@link #message()} is put together from the parts and never needs to be parsed.
 *
 * @param problem what kind of thing is wrong
 * @param scope how much of the input is lost by it
 * @param field the key or tuple field that is concerned, in words; empty when the problem concerns no single field
 * @param source name of the input, as given when it was opened
 * @param byteOffset absolute offset, in bytes of the uncompressed source, of the first byte that is wrong
 * @param recordOffset absolute offset of the record's opening brace, or -1 outside records
 * @param recordIndex position of the record among all records that this reader met, from 0, or -1 outside records
 * @param tupleIndex position of the flow tuple among all elements of the record's {@code flowTuples}, from 0, or -1
 *     when no single tuple is concerned
 * @param excerpt at most 64 printable characters of the input at {@code byteOffset}, every other byte shown as a dot
 * @param expectation what was expected instead, as a clause
 * @param unreadBytes how many bytes of the source are skipped because of it and were not returned as flow tuples
 *     (from the start of the record that was open); 0 when a single tuple or record is concerned
 */
public record BadInput(
        ParseProblem problem,
        Scope scope,
        String field,
        String source,
        long byteOffset,
        long recordOffset,
        int recordIndex,
        int tupleIndex,
        String excerpt,
        String expectation,
        long unreadBytes)
        implements Serializable {

    /** How much of the input one problem makes unreadable. */
    public enum Scope {
        /** One flow tuple; the others of its record are returned. */
        TUPLE,
        /** One record; the others of its document are returned. */
        RECORD,
        /** The rest of a document. */
        DOCUMENT
    }

    /** Checks that no part is null. */
    public BadInput {
        Objects.requireNonNull(problem, "problem");
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(excerpt, "excerpt");
        Objects.requireNonNull(expectation, "expectation");
    }

    /** One sentence: what is wrong, where, and what was expected. */
    public String message() {
        StringBuilder text = new StringBuilder(160);
        text.append(describe());
        if (!excerpt.isEmpty()) {
            String quote = excerpt.indexOf('"') < 0 ? "\"" : "";
            text.append(' ').append(quote).append(excerpt).append(quote);
        }
        text.append(String.format(Locale.ROOT, " at %s byte %,d", source, byteOffset));
        if (recordIndex >= 0) {
            text.append(String.format(Locale.ROOT, ", record %,d", recordIndex));
            if (tupleIndex >= 0) {
                text.append(String.format(Locale.ROOT, " tuple %,d", tupleIndex));
            }
        }
        text.append(": ").append(expectation);
        if (unreadBytes > 0) {
            text.append(String.format(Locale.ROOT, " (%,d bytes not read)", unreadBytes));
        }
        return text.toString();
    }

    private String describe() {
        return switch (problem) {
            case SYNTAX -> "invalid JSON";
            case ENCODING -> "invalid text";
            case TRUNCATED -> "input ends early";
            case COMPRESSION -> "damaged compression";
            case LIMIT -> "limit reached";
            case NOT_A_FLOW_LOG -> "not a flow log";
            case DUPLICATE_KEY -> "duplicate key " + field;
            case WRONG_TYPE -> "wrong type of " + field;
            case MISSING -> "missing " + field;
            case UNSUPPORTED_VERSION -> "unsupported version";
            case CONFLICT -> "contradiction in " + field;
            case FIELD_COUNT -> "wrong number of fields";
            case BAD_VALUE -> "bad " + field;
        };
    }

    /** The same problem with the count of bytes that it made unreadable. */
    public BadInput withUnreadBytes(long bytes) {
        return new BadInput(
                problem,
                scope,
                field,
                source,
                byteOffset,
                recordOffset,
                recordIndex,
                tupleIndex,
                excerpt,
                expectation,
                bytes);
    }
}
