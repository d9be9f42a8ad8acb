package io.github.flowlog.encode;

import java.util.ArrayList;
import java.util.List;

/** A reader of RFC 4180, character by character, that knows nothing of the writer. */
final class PlainCsv {
    private PlainCsv() {}

    /** All records; each must end with a line feed. Refuses whatever the grammar does not allow. */
    static List<List<String>> parse(String text) {
        List<List<String>> records = new ArrayList<>();
        List<String> record = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            StringBuilder field = new StringBuilder();
            if (text.charAt(at) == '"') {
                at++;
                while (text.charAt(at) != '"' || (at + 1 < text.length() && text.charAt(at + 1) == '"')) {
                    at += text.charAt(at) == '"' ? 1 : 0;
                    field.append(text.charAt(at++));
                }
                at++;
            } else {
                while (text.charAt(at) != ',' && text.charAt(at) != '\n') {
                    if (text.charAt(at) == '"' || text.charAt(at) == '\r') {
                        throw new AssertionError("bare quote or carriage return at " + at);
                    }
                    field.append(text.charAt(at++));
                }
            }
            record.add(field.toString());
            char end = text.charAt(at++);
            if (end == '\n') {
                records.add(record);
                record = new ArrayList<>();
            } else if (end != ',') {
                throw new AssertionError("text behind a closing quote at " + at);
            }
        }
        if (!record.isEmpty()) {
            throw new AssertionError("the last record has no line feed");
        }
        return records;
    }
}
