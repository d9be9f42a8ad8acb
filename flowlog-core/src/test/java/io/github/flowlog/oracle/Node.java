package io.github.flowlog.oracle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JSON value and its place in the bytes; it stays open where the text stops inside it. */
final class Node {
    /** The JSON types, as far as flow logs tell them apart. */
    enum Kind {
        OBJECT,
        ARRAY,
        STRING,
        NUMBER,
        LITERAL
    }

    /** One key of an object; its value is null where the text stops before it begins. */
    static final class Member {
        final String key;
        final int keyStart;
        /** Whether the text goes on behind the colon; before, nothing is decided by the key. */
        boolean isMet;

        @Nullable
        Node value;

        Member(String key, int keyStart) {
            this.key = key;
            this.keyStart = keyStart;
        }
    }

    private static final int OPEN = -1;

    final Kind kind;
    final int start;
    int end = OPEN;
    /** A string unescaped, a number or literal as it stands. */
    String text = "";

    final List<Member> members = new ArrayList<>();
    final List<Node> elements = new ArrayList<>();

    Node(Kind kind, int start) {
        this.kind = kind;
        this.start = start;
    }

    boolean isClosed() {
        return end != OPEN;
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean has(String key) {
        return members.stream().anyMatch(member -> member.key.equals(key));
    }

    /** Fails unless the other tree has the same values at the same places. */
    void requireSame(Node other) {
        require(kind == other.kind && start == other.start && end == other.end, other);
        require(text.equals(other.text), other);
        require(members.size() == other.members.size() && elements.size() == other.elements.size(), other);
        for (int i = 0; i < elements.size(); i++) {
            elements.get(i).requireSame(other.elements.get(i));
        }
        for (int i = 0; i < members.size(); i++) {
            Member mine = members.get(i);
            Member its = other.members.get(i);
            require(mine.key.equals(its.key) && mine.keyStart == its.keyStart, other);
            if (mine.value == null || its.value == null) {
                throw new AssertionError("the oracle compared an open object at byte " + start);
            }
            mine.value.requireSame(its.value);
        }
    }

    private void require(boolean same, Node other) {
        if (!same) {
            throw new AssertionError("the oracle's two readings of the JSON differ: " + this + " and " + other);
        }
    }

    @Override
    public String toString() {
        return kind + " [" + start + ", " + end + ") " + text;
    }
}
