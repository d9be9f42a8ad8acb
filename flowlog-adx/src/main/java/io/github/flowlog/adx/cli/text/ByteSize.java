package io.github.flowlog.adx.cli.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 500}, {@code 1.5k}, {@code 200M}, {@code 2G} (decimal units). */
public final class ByteSize implements ITypeConverter<Long> {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})(?:\\.([0-9]{1,3}))?([kKmMgG]?)[bB]?");

    @Override
    public Long convert(String text) {
        Matcher matcher = SIZE.matcher(text.replace(",", "").replace("_", ""));
        if (!matcher.matches()) {
            throw new TypeConversionException("'" + text + "' is not a size such as 500, 1.5k, 200M or 2G");
        }
        double unit = switch (matcher.group(3)) {
            case "k", "K" -> 1e3;
            case "m", "M" -> 1e6;
            case "g", "G" -> 1e9;
            default -> 1;
        };
        String fraction = matcher.group(2) == null ? "" : "." + matcher.group(2);
        return Math.round(Double.parseDouble(matcher.group(1) + fraction) * unit);
    }
}
