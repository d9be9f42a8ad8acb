package io.github.flowlog.adx.stand;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * The faults that wait at one door: the Kusto endpoints, or one of the three storage services.
 *
 * <p>A request is told by {@code METHOD PATH?QUERY}, at the Kusto endpoints with a blank and the query or command behind it.
 *
 * <p><b>Thread-safety:</b> any number of threads.
 */
public final class FaultPoint {
    private final List<Waiting> waiting = new ArrayList<>();
    private int played;
    private double share;
    private Random random = new Random(0);
    private Pattern struck = Pattern.compile("");
    private List<Fault> mixture = List.of();

    FaultPoint() {}

    private static final class Waiting {
        private final Pattern request;
        private final Fault fault;
        private int times;

        Waiting(Pattern request, Fault fault, int times) {
            this.request = request;
            this.fault = fault;
            this.times = times;
        }
    }

    /**
     * Plays a fault with the next requests of a kind.
     *
     * @param times how often; {@link Integer#MAX_VALUE} until {@link #clear}
     * @param request regular expression that is found in the request
     */
    public synchronized void next(int times, String request, Fault fault) {
        waiting.add(new Waiting(Pattern.compile(request, Pattern.DOTALL), fault, times));
    }

    /** Plays one of these faults with a share of the requests of a kind, until {@link #clear}. */
    public synchronized void randomly(Random source, double shareOfRequests, String request, List<Fault> faults) {
        random = source;
        struck = Pattern.compile(request, Pattern.DOTALL);
        share = shareOfRequests;
        mixture = List.copyOf(faults);
    }

    /** Forgets the faults that wait. */
    public synchronized void clear() {
        waiting.clear();
        share = 0;
    }

    /** How many faults were played. */
    public synchronized int played() {
        return played;
    }

    synchronized Optional<Fault> of(String request) {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting next = each.next();
            if (next.request.matcher(request).find()) {
                if (next.times != Integer.MAX_VALUE && --next.times <= 0) {
                    each.remove();
                }
                played++;
                return Optional.of(next.fault);
            }
        }
        if (share > 0 && random.nextDouble() < share && struck.matcher(request).find()) {
            played++;
            return Optional.of(mixture.get(random.nextInt(mixture.size())));
        }
        return Optional.empty();
    }
}
