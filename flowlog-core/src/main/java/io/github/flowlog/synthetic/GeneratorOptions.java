package io.github.flowlog.synthetic;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * Immutable description of the log to generate; equal options give equal bytes.
 *
 * <p>At least one target has to be set: {@code GeneratorOptions.defaults().withSeed(7).withTargetBytes(1_000_000)}. With
 * both, generation stops after the record that reaches either.
 *
 * <p><b>Thread-safety:</b> immutable, safe to share.
 */
public final class GeneratorOptions {

    /** Value of a target that was not set. */
    public static final long NO_TARGET = Long.MAX_VALUE;

    /** Smallest record cap: a record header and one tuple with its rule and ACL must fit. */
    public static final int MIN_RECORD_CAP_BYTES = 4 * 1024;

    private static final int AZURE_RECORD_CAP_BYTES = 32 * 1024;
    private static final int MIN_TUPLES_PER_MINUTE = 12;
    private static final int MAX_TUPLES_PER_MINUTE = 100_000_000;
    private static final GeneratorOptions DEFAULTS = new GeneratorOptions(
            1L,
            GeneratedFormat.VNET_V4,
            GeneratorMode.REALISTIC,
            new Targets(NO_TARGET, NO_TARGET),
            0.0,
            Instant.parse("2026-01-01T00:00:00Z"),
            1,
            AZURE_RECORD_CAP_BYTES);

    private final long seed;
    private final GeneratedFormat format;
    private final GeneratorMode mode;
    private final Targets targets;
    private final double ipv6Share;
    private final Instant start;
    private final int nics;
    private final int recordCapBytes;

    private record Targets(long bytes, long tuples) {}

    private GeneratorOptions(
            long seed,
            GeneratedFormat format,
            GeneratorMode mode,
            Targets targets,
            double ipv6Share,
            Instant start,
            int nics,
            int recordCapBytes) {
        this.seed = seed;
        this.format = format;
        this.mode = mode;
        this.targets = targets;
        this.ipv6Share = ipv6Share;
        this.start = start;
        this.nics = nics;
        this.recordCapBytes = recordCapBytes;
    }

    /**
     * Returns seed 1, VNet version 4, realistic, IPv4 only, one network interface, from 2026-01-01T00:00Z, records of at
     * most 32 KB as in Azure, and no target.
     *
     * @return the options to start from
     */
    public static GeneratorOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Returns these options with another seed.
     *
     * @param newSeed any value
     * @return the changed copy
     */
    public GeneratorOptions withSeed(long newSeed) {
        return new GeneratorOptions(newSeed, format, mode, targets, ipv6Share, start, nics, recordCapBytes);
    }

    /**
     * Returns these options with another format.
     *
     * @param newFormat format of the records
     * @return the changed copy
     */
    public GeneratorOptions withFormat(GeneratedFormat newFormat) {
        Objects.requireNonNull(newFormat, "newFormat");
        return new GeneratorOptions(seed, newFormat, mode, targets, ipv6Share, start, nics, recordCapBytes);
    }

    /**
     * Returns these options with another mode.
     *
     * @param newMode kind of content
     * @return the changed copy
     */
    public GeneratorOptions withMode(GeneratorMode newMode) {
        Objects.requireNonNull(newMode, "newMode");
        return new GeneratorOptions(seed, format, newMode, targets, ipv6Share, start, nics, recordCapBytes);
    }

    /**
     * Returns these options with a target size: generation stops after the record that reaches it.
     *
     * @param bytes length of the document in bytes, 0 or more
     * @return the changed copy
     */
    public GeneratorOptions withTargetBytes(long bytes) {
        Targets changed = new Targets(requireNotNegative(bytes, "target bytes"), targets.tuples());
        return new GeneratorOptions(seed, format, mode, changed, ipv6Share, start, nics, recordCapBytes);
    }

    /**
     * Returns these options with a target count: generation stops after the record that reaches it.
     *
     * @param tuples number of flow tuples, 0 or more; 0 gives a log without records
     * @return the changed copy
     */
    public GeneratorOptions withTargetTuples(long tuples) {
        Targets changed = new Targets(targets.bytes(), requireNotNegative(tuples, "target tuples"));
        return new GeneratorOptions(seed, format, mode, changed, ipv6Share, start, nics, recordCapBytes);
    }

    /**
     * Returns these options with another share of IPv6 among the flows.
     *
     * @param share 0 (none) to 1 (all)
     * @return the changed copy
     */
    public GeneratorOptions withIpv6Share(double share) {
        if (!(share >= 0.0 && share <= 1.0)) {
            throw new IllegalArgumentException("IPv6 share " + share + " is not between 0 and 1");
        }
        return new GeneratorOptions(seed, format, mode, targets, share, start, nics, recordCapBytes);
    }

    /**
     * Returns these options with another start: the UTC hour of the first record.
     *
     * @param hour an instant on a full hour, from 2001-09-09T02:00Z (Unix time has ten digits) to the year 2199
     * @return the changed copy
     */
    public GeneratorOptions withStart(Instant hour) {
        if (!hour.equals(hour.truncatedTo(ChronoUnit.HOURS))) {
            throw new IllegalArgumentException("start " + hour + " is not on a full hour");
        }
        long second = hour.getEpochSecond();
        if (second < RandomTraffic.FIRST_SECOND + 600 || second >= RandomTraffic.END_SECOND) {
            throw new IllegalArgumentException("start " + hour + " is not between 2001-09-09T02:00Z and the year 2199");
        }
        return new GeneratorOptions(seed, format, mode, targets, ipv6Share, hour, nics, recordCapBytes);
    }

    /**
     * Returns these options with another number of network interfaces, each with its own MAC and resources.
     *
     * @param count 1 to 10,000
     * @return the changed copy
     */
    public GeneratorOptions withNics(int count) {
        if (count < 1 || count > 10_000) {
            throw new IllegalArgumentException("number of network interfaces " + count + " is not between 1 and 10000");
        }
        return new GeneratorOptions(seed, format, mode, targets, ipv6Share, start, count, recordCapBytes);
    }

    /**
     * Returns these options with another upper bound of a record's length; a minute with more traffic gets several
     * records with the same {@code time}.
     *
     * @param bytes at least {@link #MIN_RECORD_CAP_BYTES}
     * @return the changed copy
     */
    public GeneratorOptions withRecordCapBytes(int bytes) {
        if (bytes < MIN_RECORD_CAP_BYTES) {
            throw new IllegalArgumentException(
                    "record cap " + bytes + " is less than " + MIN_RECORD_CAP_BYTES + " bytes");
        }
        return new GeneratorOptions(seed, format, mode, targets, ipv6Share, start, nics, bytes);
    }

    /**
     * Returns the seed.
     *
     * @return the seed
     */
    public long seed() {
        return seed;
    }

    /**
     * Returns the format of the records.
     *
     * @return the format
     */
    public GeneratedFormat format() {
        return format;
    }

    /**
     * Returns the kind of content.
     *
     * @return the mode
     */
    public GeneratorMode mode() {
        return mode;
    }

    /**
     * Returns the target size in bytes.
     *
     * @return bytes, or {@link #NO_TARGET}
     */
    public long targetBytes() {
        return targets.bytes();
    }

    /**
     * Returns the target number of flow tuples.
     *
     * @return tuples, or {@link #NO_TARGET}
     */
    public long targetTuples() {
        return targets.tuples();
    }

    /**
     * Returns the share of IPv6 among the flows.
     *
     * @return 0 to 1
     */
    public double ipv6Share() {
        return ipv6Share;
    }

    /**
     * Returns the UTC hour of the first record.
     *
     * @return an instant on a full hour
     */
    public Instant start() {
        return start;
    }

    /**
     * Returns the number of network interfaces.
     *
     * @return 1 or more
     */
    public int nics() {
        return nics;
    }

    /**
     * Returns the upper bound of a record's length.
     *
     * @return bytes
     */
    public int recordCapBytes() {
        return recordCapBytes;
    }

    boolean hasTarget() {
        return targets.bytes() != NO_TARGET || targets.tuples() != NO_TARGET;
    }

    boolean reached(long bytes, long tuples) {
        return bytes >= targets.bytes() || tuples >= targets.tuples();
    }

    /** Returns the average number of tuples of a minute and interface with which a log fills most of one hour. */
    int tuplesPerMinute() {
        int typicalTupleBytes = switch (format) {
            case NSG_V1 -> 58;
            case NSG_V2, MIXED -> 67;
            case VNET_V4 -> 77;
        };
        long wanted = Math.min(targets.tuples(), targets.bytes() / typicalTupleBytes);
        return (int) Math.max(MIN_TUPLES_PER_MINUTE, Math.min(wanted / (50L * nics), MAX_TUPLES_PER_MINUTE));
    }

    int ipv6PerMille() {
        return (int) Math.round(ipv6Share * 1000);
    }

    private static long requireNotNegative(long value, String what) {
        if (value < 0) {
            throw new IllegalArgumentException(what + " " + value + " is negative");
        }
        return value;
    }
}
