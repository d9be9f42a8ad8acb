package io.github.flowlog.bench.report;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Figures of one contender, fork by fork, in the order in which the forks ran.
 *
 * <p>The first forks of two contenders ran close to each other, then the second ones, and so on. So a ratio is taken of
 * each such pair: what the machine did meanwhile fell on both.
 *
 * @param each one of each fork
 * @param all of all figures of all forks
 */
record Forks(List<Spread> each, Spread all) {

    Forks {
        each = List.copyOf(each);
    }

    /** Of the figures of at least one fork; none is empty. */
    static Forks of(List<double[]> forks) {
        return new Forks(
                forks.stream().map(Spread::of).toList(),
                Spread.of(forks.stream().flatMapToDouble(DoubleStream::of).toArray()));
    }

    /** Each figure multiplied by a factor above 0. */
    Forks times(double factor) {
        return new Forks(each.stream().map(fork -> fork.times(factor)).toList(), all.times(factor));
    }

    /** A number divided by each figure. */
    Forks dividing(double number) {
        return new Forks(each.stream().map(fork -> fork.dividing(number)).toList(), all.dividing(number));
    }

    /** The ratios of the medians, one of each pair of forks. */
    Spread over(Forks other) {
        return Spread.of(IntStream.range(0, Math.min(each.size(), other.each.size()))
                .mapToDouble(i -> each.get(i).median() / other.each.get(i).median())
                .toArray());
    }
}
