package io.github.flowlog.adx.cli.pair;

import io.github.flowlog.adx.cli.input.ScanTotals;
import io.github.flowlog.adx.cli.text.FlowTimeText;
import java.util.ArrayList;
import java.util.List;

/** What {@code explain} says in words. */
final class VerdictText {
    private VerdictText() {}

    /** The verdict, with the rule that decided and the time. */
    static String sentence(Verdict verdict, Pair pair) {
        Evidence decisive = verdict.decisive();
        if (decisive == null) {
            return "UNKNOWN: " + pair.text() + ". No such flow is in what was read.";
        }
        String last = FlowTimeText.full(decisive.last());
        return verdict.outcome() == Verdict.Outcome.PARTLY_DENIED
                ? "PARTLY DENIED: " + pair.text() + ". It depends on the port or the machine; the last denial was "
                        + place(decisive.place()) + ", at " + last + "."
                : verdict.outcome() + ": " + pair.text() + ", " + place(decisive.place()) + ", last at " + last + ".";
    }

    private static String place(Evidence.Place place) {
        return (place.isInbound() ? "entering B" : "leaving A")
                + (place.mac().isEmpty() ? "" : " at interface " + place.mac())
                + ", by rule " + place.rule()
                + (place.acl().isEmpty() ? "" : " of " + place.acl());
    }

    /** What the reader has to know beside, a paragraph a line. */
    static List<String> notes(Verdict verdict, List<Evidence> there, List<Evidence> back, ScanTotals totals) {
        List<String> notes = new ArrayList<>();
        boolean left = there.stream().anyMatch(one -> !one.place().isInbound());
        boolean entered = there.stream().anyMatch(one -> one.place().isInbound());
        boolean leftAllowed = there.stream()
                .anyMatch(one -> !one.place().isInbound() && !one.place().isDenied());
        boolean bothDecisions =
                there.stream().map(one -> one.place().isDenied()).distinct().count() > 1;
        Evidence decisive = verdict.decisive();
        if (verdict.outcome() == Verdict.Outcome.DENIED && decisive != null) {
            if (decisive.place().isInbound() && leftAllowed) {
                notes.add(
                        "The two ends disagree: A's interface let it out, B's interface dropped it. The rule to change is "
                                + "B's; each end has network security groups of its own.");
            } else if (bothDecisions) {
                notes.add("It was allowed before: of two decisions the later counts.");
            }
        }
        if (verdict.outcome() == Verdict.Outcome.ALLOWED && bothDecisions) {
            notes.add("It was denied before: of two decisions the later counts.");
        }
        if (verdict.outcome() == Verdict.Outcome.ALLOWED) {
            notes.add("Allowed is what the rules say; whether B answered shows in the bytes that came back, and in the "
                    + "system's own firewall.");
        }
        if (verdict.outcome() == Verdict.Outcome.UNKNOWN) {
            addUnknown(notes, back, totals);
        } else if (!left) {
            notes.add("Nothing is logged where it leaves A: A is outside Azure, or its logs are not among these.");
        } else if (!entered && verdict.outcome() != Verdict.Outcome.DENIED) {
            notes.add(
                    "Nothing is logged where it enters B: B is outside Azure, its logs are not among these, or it is a "
                            + "private endpoint, which is logged at A only. So what B's side did is not known.");
        }
        return notes;
    }

    private static void addUnknown(List<String> notes, List<Evidence> back, ScanTotals totals) {
        if (!back.isEmpty()) {
            notes.add("Only flows that B began are there: a flow is logged under the end that began it.");
        }
        if (totals.rows() == 0) {
            notes.add(totals.whyNothingMatched());
        }
        notes.add("That nothing is logged proves neither a denial nor a permission. Azure logs no line when");
        notes.add("- nobody tried it in these hours, or the logs of that NSG, VNet or NIC are not among these: "
                + "flowlog ls LOGS lists resources, hours and gaps;");
        notes.add(
                "- something else dropped it: a firewall, a route, the system itself. A denial is logged only by the NSG "
                        + "that denies;");
        notes.add("- it is ICMP, or enters a private endpoint (logged at A only), or comes from an App Service that is "
                + "joined to the VNet;");
        notes.add("- the flow log is set to leave out some states or flows, or the machine was too busy to log all.");
    }

    /** Text in lines of a width, those after the first indented where it is an item. */
    static String wrapped(String text, int width) {
        StringBuilder lines = new StringBuilder();
        String indent = text.startsWith("- ") ? "  " : "";
        int used = 0;
        for (String word : text.split(" ", -1)) {
            if (used > 0 && used + 1 + word.length() > width) {
                lines.append('\n').append(indent);
                used = indent.length();
            } else if (used > 0) {
                lines.append(' ');
                used++;
            }
            lines.append(word);
            used += word.length();
        }
        return lines.toString();
    }
}
