package io.github.flowlog.filter;

/**
 * A text in which {@code *} stands for any characters and everything else for itself; ASCII letters match in either case.
 *
 * @param glob the pattern as typed, but for asterisks that stand together, of which one is left
 */
record TextPattern(String glob) {
    TextPattern {
        glob = glob.replaceAll("\\*{2,}", "*");
    }

    /** Whether the pattern stands for the whole of a text. */
    boolean matches(String text) {
        int at = 0;
        int inText = 0;
        int behindAsterisk = -1;
        int asteriskUpTo = 0;
        while (inText < text.length()) {
            if (at < glob.length() && glob.charAt(at) == '*') {
                behindAsterisk = ++at;
                asteriskUpTo = inText;
            } else if (at < glob.length() && folded(glob.charAt(at)) == folded(text.charAt(inText))) {
                at++;
                inText++;
            } else if (behindAsterisk >= 0) {
                at = behindAsterisk; // the last asterisk takes one character more
                inText = ++asteriskUpTo;
            } else {
                return false;
            }
        }
        return at == glob.length() || (at == glob.length() - 1 && glob.charAt(at) == '*');
    }

    private static char folded(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }
}
