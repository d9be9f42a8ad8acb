package io.github.flowlog.house;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;

/** Which package of a module knows which, as the JDK's own {@code jdeps} reads it out of the class files. */
public final class PackageGraph {
    private static final Pattern EDGE = Pattern.compile(" {3}(\\S+) +-> (\\S+).*");

    private final Map<String, Set<String>> edges;

    private PackageGraph(Map<String, Set<String>> edges) {
        this.edges = edges;
    }

    /** The packages of a folder of classes whose names begin with a prefix, and what they know of such packages. */
    public static PackageGraph of(Path classes, String prefix) {
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = jdeps.run(
                new PrintWriter(out),
                new PrintWriter(err),
                "-verbose:package",
                "-filter:none",
                "--multi-release",
                "base",
                classes.toString());
        if (code != 0) {
            throw new IllegalStateException("jdeps failed: " + out + err);
        }
        Map<String, Set<String>> edges = new TreeMap<>();
        for (String line : out.toString().lines().toList()) {
            Matcher edge = EDGE.matcher(line);
            if (edge.matches()
                    && edge.group(1).startsWith(prefix)
                    && edge.group(2).startsWith(prefix)) {
                edges.computeIfAbsent(edge.group(1), known -> new TreeSet<>()).add(edge.group(2));
            }
        }
        return new PackageGraph(edges);
    }

    /** The packages that know another one. */
    public Set<String> packages() {
        return edges.keySet();
    }

    /** What a package knows; empty when it knows nothing. */
    public Set<String> knownTo(String name) {
        return edges.getOrDefault(name, Set.of());
    }

    /** One line for each package that leads back to itself through others: {@code a -> b -> a}. */
    public List<String> cycles() {
        return edges.keySet().stream()
                .map(start -> back(start, start, new HashSet<>()))
                .filter(path -> !path.isEmpty())
                .toList();
    }

    private String back(String from, String start, Set<String> seen) {
        Iterator<String> next =
                knownTo(from).stream().filter(name -> !name.equals(from)).iterator();
        while (next.hasNext()) {
            String name = next.next();
            if (name.equals(start)) {
                return from + " -> " + name;
            }
            if (seen.add(name)) {
                String rest = back(name, start, seen);
                if (!rest.isEmpty()) {
                    return from + " -> " + rest;
                }
            }
        }
        return "";
    }
}
