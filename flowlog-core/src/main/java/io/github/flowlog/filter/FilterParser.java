package io.github.flowlog.filter;

import io.github.flowlog.Decision;
import io.github.flowlog.Direction;
import io.github.flowlog.IpProtocol;
import io.github.flowlog.filter.Token.Kind;
import io.github.flowlog.net.IpPrefix;
import io.github.flowlog.net.NamedNetworks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Reads an expression by recursive descent: {@code or} of {@code and} of {@code not} of a condition or parentheses.
 *
 * <p>A condition begins with a word of its own, mostly followed by a value, or by {@code in} and several. Depth, length and number
 * of conditions are limited, so that no text can exhaust the stack or the memory.
 */
final class FilterParser {
    /** More characters are refused: what 50,000 prefixes take. */
    static final int LONGEST = 1_000_000;

    /** More parentheses inside one another are refused; a list of values counts as a pair. */
    static final int DEEPEST = 100;

    /** More conditions are refused, as each takes up to 20 KB of a matcher; a list is one condition. */
    static final int MOST_CONDITIONS = 1_000;

    private static final String EXAMPLE = "a condition such as denied, dst port 22 or src net 10.0.0.0/8";

    private final FilterLexer lexer;
    private final FilterValues values;
    private Token token;
    private int depth;
    private int conditions;

    private FilterParser(String expression, NamedNetworks networks) {
        lexer = new FilterLexer(expression);
        values = new FilterValues(lexer, networks);
        if (expression.length() > LONGEST) {
            throw lexer.error(LONGEST, "the filter is too long: expected at most 1,000,000 characters");
        }
        int half = indexOfHalfACharacter(expression);
        if (half >= 0) {
            throw lexer.error(half, "half a character stands here: expected text that UTF-8 can hold");
        }
        token = lexer.next();
    }

    private static int indexOfHalfACharacter(String expression) {
        for (int at = 0; at < expression.length(); at++) {
            if (Character.isSurrogate(expression.charAt(at))) {
                boolean pair = Character.isSupplementaryCodePoint(expression.codePointAt(at));
                if (!pair) {
                    return at;
                }
                at++;
            }
        }
        return -1;
    }

    /** The condition that an expression stands for, in normal form. */
    static Condition parse(String expression, NamedNetworks networks) {
        FilterParser parser = new FilterParser(expression, networks);
        Condition condition = parser.disjunction();
        if (!parser.at(Kind.END)) {
            throw parser.notJoined();
        }
        return condition;
    }

    private Condition disjunction() {
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(conjunction());
        } while (accept(Kind.OR));
        return NormalForm.any(parts);
    }

    private Condition conjunction() {
        List<Condition> parts = new ArrayList<>();
        do {
            parts.add(negation());
        } while (accept(Kind.AND));
        return NormalForm.all(parts);
    }

    private Condition negation() {
        boolean negated = false;
        while (accept(Kind.NOT)) {
            negated = !negated;
        }
        Condition condition = at(Kind.OPEN) ? parentheses() : condition();
        return negated ? NormalForm.not(condition) : condition;
    }

    private Condition parentheses() {
        Token open = enter();
        Condition condition = disjunction();
        if (at(Kind.END)) {
            throw error(token, "the parenthesis of column " + (open.start() + 1) + " is never closed: expected )");
        }
        if (!at(Kind.CLOSE)) {
            throw notJoined();
        }
        leave();
        return condition;
    }

    private Condition condition() {
        Token first = token;
        if (!first.is(Kind.WORD)) {
            throw noCondition(first);
        }
        if (++conditions > MOST_CONDITIONS) {
            throw error(
                    first,
                    "the filter has more than 1,000 conditions: expected lists, such as dst port in (22, 3389) or src net in (10.0.0.0/8, 172.16.0.0/12)");
        }
        advance();
        return switch (lower(first)) {
            case "src" -> sided(Side.SOURCE, first);
            case "dst" -> sided(Side.DESTINATION, first);
            case "ip", "net", "host" -> addresses(Side.EITHER, lower(first));
            case "port" -> ports(Side.EITHER);
            case "scope" -> scopes(Side.EITHER);
            case "proto" -> protocols();
            case "tcp" -> protocol(IpProtocol.TCP);
            case "udp" -> protocol(IpProtocol.UDP);
            case "icmp" -> protocol(IpProtocol.ICMP);
            case "icmp6", "icmpv6" -> protocol(values.icmp6());
            case "in", "inbound" -> new Condition.DirectionIs(Direction.INBOUND);
            case "out", "outbound" -> new Condition.DirectionIs(Direction.OUTBOUND);
            case "denied" -> new Condition.DecisionIs(Decision.DENIED);
            case "allowed" -> new Condition.DecisionIs(Decision.ALLOWED);
            case "any" -> NormalForm.all(List.of());
            case "state" -> anyOf("state", value -> new Condition.StateIs(values.state(value)));
            case "type" -> anyOf("type", value -> new Condition.TypeIs(values.type(value)));
            case "version" -> anyOf("version", value -> new Condition.FormatIs(values.format(value)));
            case "rule" -> texts("rule", TextColumn.RULE);
            case "acl" -> texts("acl", TextColumn.ACL);
            case "resource" -> texts("resource", TextColumn.RESOURCE);
            case "encryption" -> texts("encryption", TextColumn.ENCRYPTION);
            case "encrypted" -> new Condition.TextLike(TextColumn.ENCRYPTION, new TextPattern("X"));
            case "mac" -> anyOf("mac", value -> new Condition.TextLike(TextColumn.MAC, values.mac(value)));
            case "bytes" -> counter("bytes", Counter.BYTES, Counter.BYTES_SENT, Counter.BYTES_RECEIVED);
            case "packets" -> counter("packets", Counter.PACKETS, Counter.PACKETS_SENT, Counter.PACKETS_RECEIVED);
            case "time" -> time();
            default -> throw error(first, FilterWords.notACondition(first));
        };
    }

    private Condition sided(Side side, Token word) {
        String name = lower(word);
        Token second = token;
        if (second.is(Kind.WORD)) {
            switch (lower(second)) {
                case "ip", "net", "host" -> {
                    advance();
                    return addresses(side, lower(second));
                }
                case "port" -> {
                    advance();
                    return ports(side);
                }
                case "scope" -> {
                    advance();
                    return scopes(side);
                }
                default -> {
                    if (values.isAddressLike(second)) {
                        return addresses(side, "ip");
                    }
                }
            }
        }
        if (second.is(Kind.OPEN)) {
            throw error(
                    second,
                    name + " cannot stand before a parenthesis: write it before each ip, net, port or scope, or " + name
                            + " ip in (A, B)");
        }
        if (second.is(Kind.AND) || second.is(Kind.OR)) {
            throw error(
                    second,
                    name + " is no condition by itself: write " + name
                            + " ip A, or ip A without src and dst for either end");
        }
        throw error(second, FilterWords.notAfterSide(second, name));
    }

    private Condition addresses(Side side, String word) {
        if (at(Kind.OPERATOR) && !isEquality()) {
            throw error(
                    token, word + " has no order: expected an address, a prefix or in (A, B), such as net 10.0.0.0/8");
        }
        return compared(word, values::prefixes, sets -> {
            List<IpPrefix> all = new ArrayList<>();
            sets.forEach(all::addAll);
            return NormalForm.in(side, AddressSet.of(all));
        });
    }

    private Condition scopes(Side side) {
        return compared("scope", values::scope, sets -> {
            List<IpPrefix> all = new ArrayList<>();
            sets.forEach(all::addAll);
            return NormalForm.in(side, AddressSet.of(all));
        });
    }

    private Condition ports(Side side) {
        if (at(Kind.OPERATOR) && !isEquality()) {
            Token operator = advance();
            Token number = value("port");
            return new Condition.PortIn(
                    side, NumberRanges.of(List.of(values.portsBeyond(operator, values.port(number), number))));
        }
        return compared("port", values::ports, ranges -> new Condition.PortIn(side, NumberRanges.of(ranges)));
    }

    private Condition protocols() {
        return compared("proto", values::protocol, ranges -> new Condition.ProtocolIn(NumberRanges.of(ranges)));
    }

    private static Condition protocol(int number) {
        return new Condition.ProtocolIn(new NumberRanges(List.of(new NumberRanges.Range(number, number))));
    }

    private Condition texts(String word, TextColumn column) {
        return anyOf(word, value -> new Condition.TextLike(column, new TextPattern(value.text())));
    }

    private Condition anyOf(String word, Function<Token, Condition> read) {
        return compared(word, read, NormalForm::any);
    }

    /** Reads {@code [=|==|!=] VALUE} or {@code [not] in (VALUE, ...)}. */
    private <T> Condition compared(String word, Function<Token, T> read, Function<List<T>, Condition> condition) {
        boolean negated = false;
        List<T> all = new ArrayList<>();
        if (at(Kind.OPERATOR)) {
            if (!isEquality()) {
                throw error(token, word + " has no order: expected = or !=, or the value itself");
            }
            negated = advance().text().equals("!=");
            all.add(read.apply(value(word)));
        } else if (at(Kind.NOT) || token.isWord("in")) {
            negated = accept(Kind.NOT);
            if (!token.isWord("in")) {
                throw error(
                        token,
                        "not stands before the whole condition: write not " + word + " ..., or " + word
                                + " not in (A, B)");
            }
            advance();
            list(word, read, all);
        } else {
            all.add(read.apply(value(word)));
        }
        return negated ? NormalForm.not(condition.apply(all)) : condition.apply(all);
    }

    private <T> void list(String word, Function<Token, T> read, List<T> all) {
        if (!at(Kind.OPEN)) {
            throw error(token, "in needs a list: expected ( as in " + word + " in (A, B)");
        }
        enter();
        do {
            all.add(read.apply(value(word)));
        } while (accept(Kind.COMMA));
        if (!at(Kind.CLOSE)) {
            throw error(
                    token,
                    "the list of " + word + " goes on without a comma: expected , or ) before " + token.quoted());
        }
        leave();
    }

    /** Takes the next piece as a value of what stands before it. */
    private Token value(String word) {
        if (at(Kind.OPEN)) {
            throw error(token, "a list needs in before it: write " + word + " in (A, B)");
        }
        if (!token.isValue()) {
            throw error(
                    token,
                    word + " needs a value: expected " + FilterWords.valueOf(word) + " before " + token.quoted());
        }
        Token value = advance();
        if (value.isWord("name:") && at(Kind.STRING) && token.start() == value.start() + "name:".length()) {
            Token name = advance();
            return new Token(Kind.WORD, "name:" + name.text(), value.start());
        }
        return value;
    }

    private Condition counter(String word, Counter both, Counter sent, Counter received) {
        Counter counter = both;
        if (token.isWord("sent")) {
            advance();
            counter = sent;
        } else if (token.isWord("received")) {
            advance();
            counter = received;
        }
        if (!at(Kind.OPERATOR)) {
            throw error(
                    token,
                    token.is(Kind.WORD) && !Character.isDigit(token.text().charAt(0))
                            ? FilterWords.notAfterCounter(token, word)
                            : word + " needs a comparison: expected one of = != < <= > >=, such as " + word + " > 1M");
        }
        Comparison comparison = values.comparison(advance());
        return new Condition.CounterIs(counter, comparison, values.count(value(word)));
    }

    private Condition time() {
        if (!at(Kind.OPERATOR)) {
            throw error(
                    token,
                    "time needs a comparison: expected one of = != < <= > >=, such as time >= 2026-11-21T10:00:00Z");
        }
        Comparison comparison = values.comparison(advance());
        long time = values.time(value("time"));
        return switch (comparison) {
            case LESS -> NormalForm.between(Long.MIN_VALUE, time);
            case AT_MOST -> NormalForm.between(Long.MIN_VALUE, time + 1);
            case EQUAL -> NormalForm.between(time, time + 1);
            case NOT_EQUAL -> NormalForm.not(NormalForm.between(time, time + 1));
            case AT_LEAST -> NormalForm.between(time, Long.MAX_VALUE);
            case MORE -> NormalForm.between(time + 1, Long.MAX_VALUE);
        };
    }

    private FilterSyntaxException noCondition(Token at) {
        return switch (at.kind()) {
            case END ->
                isFirst(at)
                        ? error(at, "the filter is empty: expected " + EXAMPLE)
                        : error(at, "the filter ends too early: expected " + EXAMPLE);
            case CLOSE -> error(at, "nothing stands before this ): expected " + EXAMPLE);
            case AND, OR -> error(at, at.text() + " joins two conditions: expected " + EXAMPLE + " before it");
            case STRING -> error(at, "a text alone is no condition: write rule " + at.quoted());
            default -> error(at, at.quoted() + " begins no condition: expected " + EXAMPLE);
        };
    }

    private FilterSyntaxException notJoined() {
        return switch (token.kind()) {
            case WORD, STRING -> error(token, FilterWords.notJoined(token));
            case CLOSE -> error(token, "no parenthesis is open here: expected and, or, or the end before )");
            case OPEN, NOT ->
                error(token, "two conditions need a word between them: expected and or or before " + token.quoted());
            case COMMA ->
                error(token, "several values need in and parentheses: expected something like port in (22, 3389)");
            default -> error(token, token.quoted() + " does not belong here: expected and, or, or the end");
        };
    }

    /** Whether nothing but white space stands before. */
    private boolean isFirst(Token piece) {
        return new FilterLexer(lexer.expression()).next().start() == piece.start();
    }

    private boolean isEquality() {
        return token.text().startsWith("=") || token.text().equals("!=");
    }

    /** Steps behind an opening parenthesis. */
    private Token enter() {
        if (++depth > DEEPEST) {
            throw error(
                    token, "parentheses are nested too deeply: expected at most " + DEEPEST + " inside one another");
        }
        return advance();
    }

    /** Steps behind a closing parenthesis. */
    private void leave() {
        depth--;
        advance();
    }

    private boolean at(Kind kind) {
        return token.is(kind);
    }

    private boolean accept(Kind kind) {
        boolean found = at(kind);
        if (found) {
            advance();
        }
        return found;
    }

    /** Goes on to the next piece and returns the one before. */
    private Token advance() {
        Token before = token;
        token = lexer.next();
        return before;
    }

    private FilterSyntaxException error(Token where, String message) {
        return lexer.error(where.start(), message);
    }

    private static String lower(Token word) {
        return word.text().toLowerCase(Locale.ROOT);
    }
}
