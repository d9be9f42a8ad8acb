package io.github.flowlog.examples;

import java.nio.file.Path;

/** Where things lie in the checkout. */
final class Checkout {
    static final Path ROOT = Path.of(System.getProperty("flowlog.root", ".."));
    static final Path LOGS = ROOT.resolve("examples/logs");
    static final Path NOTICE = ROOT.resolve("examples/NOTICE.md");
    static final Path SOURCES = ROOT.resolve("examples/src/main/java/io/github/flowlog/examples");
    static final Path GOLDEN = ROOT.resolve("examples/src/test/resources/golden");

    private Checkout() {}
}
