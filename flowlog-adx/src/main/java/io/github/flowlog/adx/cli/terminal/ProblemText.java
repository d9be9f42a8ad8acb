package io.github.flowlog.adx.cli.terminal;

import io.github.flowlog.problem.BadInput;
import java.util.List;
import java.util.Map;

/** What is wrong with an input, in the words of the command line. */
public final class ProblemText {
    /** How the library names its limits, and the options that set them here. */
    private static final List<Map.Entry<String, String>> LIMITS = List.of(
            Map.entry("ReadLimits.withRecordBytes", "--max-record"),
            Map.entry("ReadLimits.withDepth", "--max-depth"),
            Map.entry("ReadLimits.withNameBytes", "--max-name"),
            Map.entry("ReadLimits.withGzipExpansion", "--max-expansion"));

    private ProblemText() {}

    /** One sentence without its stop: what is wrong, where, and what was expected. */
    public static String sentence(BadInput problem) {
        String message = problem.message();
        for (Map.Entry<String, String> limit : LIMITS) {
            message = message.replace(limit.getKey(), limit.getValue());
        }
        return message;
    }

    /** What kind of thing is wrong, without its place. */
    public static String kind(BadInput problem) {
        return switch (problem.problem()) {
            case SYNTAX -> "invalid JSON";
            case ENCODING -> "invalid text";
            case TRUNCATED -> "input ends early";
            case COMPRESSION -> "damaged compression";
            case LIMIT -> "limit reached";
            case NOT_A_FLOW_LOG -> "not a flow log";
            case DUPLICATE_KEY -> "duplicate key " + problem.field();
            case WRONG_TYPE -> "wrong type of " + problem.field();
            case MISSING -> "missing " + problem.field();
            case UNSUPPORTED_VERSION -> "unsupported version";
            case CONFLICT -> "contradiction in " + problem.field();
            case FIELD_COUNT -> "wrong number of fields";
            case BAD_VALUE -> "bad " + problem.field();
        };
    }
}
