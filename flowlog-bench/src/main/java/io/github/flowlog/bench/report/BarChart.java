package io.github.flowlog.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Horizontal bars as SVG: groups under headings, a bar each contender, the longest first, and a line from its smallest
 * to its largest figure.
 *
 * <p>The picture brings its own ground, light or dark as the reader prefers, because it cannot know what it stands on.
 */
final class BarChart {
    private static final int WIDTH = 760;
    private static final int LABELS = 225;
    private static final int FIGURES = 80;
    private static final int MARGIN = 20;
    private static final int TOP = 52;
    private static final int HEADING = 30;
    private static final int BAR = 16;
    private static final int PITCH = 22;
    private static final int GAP = 10;

    private final String title;
    private final String emphasized;
    private final Map<String, List<Bar>> groups = new LinkedHashMap<>();

    private record Bar(String label, Spread value) {}

    /** The bars with the label {@code emphasized} stand out. */
    BarChart(String title, String emphasized) {
        this.title = title;
        this.emphasized = emphasized;
    }

    void add(String group, String label, Spread value) {
        groups.computeIfAbsent(group, key -> new ArrayList<>()).add(new Bar(label, value));
    }

    String svg() {
        int bars = groups.values().stream().mapToInt(List::size).sum();
        int height = TOP + groups.size() * (HEADING + GAP) + bars * PITCH + MARGIN - GAP;
        double largest = groups.values().stream()
                .flatMap(List::stream)
                .mapToDouble(bar -> bar.value.max())
                .max()
                .orElse(1);
        double scale = (WIDTH - 2 * MARGIN - LABELS - FIGURES) / largest;
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img">
                <title>%3$s</title>
                <style>
                text { font: 13px system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; fill: #1f2328; }
                .ground { fill: #ffffff; stroke: #d1d9e0; }
                .title { font-size: 15px; font-weight: 600; }
                .heading { font-weight: 600; }
                .bar { fill: #afb8c1; }
                .own { fill: #0969da; }
                .range { stroke: #1f2328; stroke-width: 1.5; }
                @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3; }
                .ground { fill: #0d1117; stroke: #30363d; }
                .bar { fill: #57606a; }
                .own { fill: #4493f8; }
                .range { stroke: #e6edf3; }
                }
                </style>
                <rect class="ground" x="0.5" y="0.5" width="%4$d" height="%5$d" rx="6"/>
                <text class="title" x="%6$d" y="32">%3$s</text>
                """, WIDTH, height, escaped(title), WIDTH - 1, height - 1, MARGIN));
        int y = TOP;
        for (Map.Entry<String, List<Bar>> group : groups.entrySet()) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<text class=\"heading\" x=\"%d\" y=\"%d\">%s</text>\n",
                    MARGIN,
                    y + HEADING - 12,
                    escaped(group.getKey())));
            y += HEADING;
            List<Bar> fastestFirst = new ArrayList<>(group.getValue());
            fastestFirst.sort(
                    Comparator.comparingDouble((Bar bar) -> bar.value.median()).reversed());
            for (Bar bar : fastestFirst) {
                append(svg, bar, y, scale);
                y += PITCH;
            }
            y += GAP;
        }
        return svg.append("</svg>\n").toString();
    }

    private void append(StringBuilder svg, Bar bar, int y, double scale) {
        int left = MARGIN + LABELS;
        int middle = y + BAR / 2;
        double from = left + bar.value.min() * scale;
        double to = left + bar.value.max() * scale;
        boolean own = bar.label.equals(emphasized);
        svg.append(String.format(
                Locale.ROOT,
                """
                <text x="%d" y="%d" text-anchor="end">%s</text>
                <rect class="%s" x="%d" y="%d" width="%.1f" height="%d"/>
                <line class="range" x1="%.1f" y1="%d" x2="%.1f" y2="%d"/>
                <text x="%.1f" y="%d">%s</text>
                """,
                left - 8,
                middle + 5,
                escaped(bar.label),
                own ? "own" : "bar",
                left,
                y,
                bar.value.median() * scale,
                BAR,
                from,
                middle,
                to,
                middle,
                to + 8,
                middle + 5,
                Words.figure(bar.value.median())));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
