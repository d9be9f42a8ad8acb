package io.github.flowlog.adx.target.cluster;

import io.github.flowlog.adx.kusto.ClusterException;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/** Tries a step that may be taken twice again while its failure may pass, with growing pauses. */
final class Retries {
    private static final long LONGEST_PAUSE = 15_000;
    private static final long SLICE = 100;

    private final int tries;
    private final long firstPause;
    private final BooleanSupplier stop;

    Retries(Delivery delivery, BooleanSupplier stop) {
        this.tries = delivery.tries();
        this.firstPause = Math.max(1, delivery.pause().toMillis());
        this.stop = stop;
    }

    /** A step that returns something. */
    interface Step<T> {
        T take() throws ClusterException, IOException;
    }

    /** A step that returns nothing. */
    interface Act {
        void take() throws ClusterException, IOException;
    }

    void run(Act act) throws ClusterException, IOException, InterruptedException {
        get(() -> {
            act.take();
            return true;
        });
    }

    <T> T get(Step<T> step) throws ClusterException, IOException, InterruptedException {
        long pause = firstPause;
        for (int tried = 1; ; tried++) {
            try {
                return step.take();
            } catch (ClusterException refused) {
                if (refused.isPermanent() || tried == tries || stop.getAsBoolean()) {
                    throw refused;
                }
            } catch (IOException failed) {
                if (tried == tries || stop.getAsBoolean()) {
                    throw failed;
                }
            }
            sleep(pause + ThreadLocalRandom.current().nextLong(pause));
            pause = Math.min(LONGEST_PAUSE, 2 * pause);
        }
    }

    private void sleep(long millis) throws InterruptedException {
        for (long left = millis; left > 0 && !stop.getAsBoolean(); left -= SLICE) {
            Thread.sleep(Math.min(SLICE, left));
        }
    }
}
