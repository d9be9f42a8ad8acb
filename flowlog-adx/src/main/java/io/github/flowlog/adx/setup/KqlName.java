package io.github.flowlog.adx.setup;

import io.github.flowlog.adx.kusto.KqlText;
import java.util.regex.Pattern;

/** Names as a person would write them: quoted only where they must be. */
final class KqlName {
    /** No keyword of KQL begins with a capital letter. */
    private static final Pattern PLAIN = Pattern.compile("[A-Z][A-Za-z0-9_]*(?<!__)");

    private KqlName() {}

    static String of(String name) {
        return PLAIN.matcher(name).matches() ? name : KqlText.name(name);
    }
}
